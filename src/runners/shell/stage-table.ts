/** What the shell runner does at a stage. */
export type ShellPart =
  /** Runs the item's commands; without any there is nothing to do. */
  | "run"
  /** Runs the item's fix commands; without any it is blocked, since nothing would change. */
  | "fix"
  /** Completes without running anything. */
  | "pass"
  /** Needs thought, which it does not have. */
  | "reason";

const parts: Readonly<Record<string, ShellPart>> = {
  builder: "run",
  fixer: "fix",
  updater: "pass",
};

/** A stage that verifies passes at once: the runtime runs its checks by itself, and a claim counts for nothing there. */
export function shellPart(stage: string, verifies: boolean): ShellPart {
  return verifies ? "pass" : (parts[stage] ?? "reason");
}
