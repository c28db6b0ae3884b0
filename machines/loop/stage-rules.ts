import { failureTerminal, type ResultClass, type StageRule } from "./definition.ts";

/** A stage that reports these terminals, besides BLOCKED. */
export function reports(terminals: Readonly<Record<string, ResultClass>>): StageRule {
  const resultClass: Record<string, ResultClass> = { ...terminals, [failureTerminal]: "blocked" };
  return { terminals: Object.keys(resultClass), resultClass };
}

/** A stage that either completes or is blocked. */
export function completes(terminal: string): StageRule {
  return reports({ [terminal]: "success" });
}

/** A verdict stage: it passes or asks for a fix, and a pass that the checks refute asks for a fix. */
export function judges(pass: string, refutesTo = "FIX_NEEDED"): StageRule {
  return { ...reports({ [pass]: "success", [refutesTo]: "followup_needed" }), verifies: true, passes: [pass], refutesTo };
}
