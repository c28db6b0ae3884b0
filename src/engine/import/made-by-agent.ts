/** The stages and runtimes that signed documents in the older lines; everybody else is a person or a person's program. */
const SIGNATURES: ReadonlySet<string> = new Set(
  [
    "agent runtime millrace engine taskmaster taskaudit router arbiter auditor planner manager mechanic builder checker fixer",
    "doublechecker updater troubleshooter consultant analyst professor curator librarian recon integrator contractor evaluator",
    "codex claude pi codex_cli pi_rpc llm assistant",
  ].flatMap((names) => names.split(" ")),
);

/** True when a document says that an agent or a runtime made it: its commands then wait for an operator. */
export function madeByAgent(by: string | null): boolean {
  const [first = ""] = by?.toLowerCase().split(/[\s:/@.-]+/) ?? [];
  return SIGNATURES.has(first);
}
