import type { State } from "../../state/state.ts";
import type { WorkFields } from "../../work/work-document.ts";
import type { Law } from "./law.ts";

/**
 * The commands of an agent's work item that an operator has to agree to: text that an agent wrote never becomes a command by
 * itself. Checks that the plan names are the operator's own, and the policy may allow others exactly as they are.
 */
export function commandsToApprove(state: State, fields: WorkFields, law: Law): string[] {
  const named = (state.plan && law.plan(state.plan.hash)?.plan.checks) ?? {};
  const isKnown = (command: string): boolean => state.policy.allowedCommands.includes(command);
  const checks = fields.checks.filter((check) => !Object.hasOwn(named, check));
  return [...new Set([...fields.run, ...fields.fix, ...checks])].filter((command) => !isKnown(command));
}
