import { type Fields, textOf } from "../harness/fields.ts";

/** The answer to a request for permission. */
export type PermissionOutcome = { outcome: "selected"; optionId: string } | { outcome: "cancelled" };

/** Takes the option that holds for this one call, else the one that holds for longer; where the agent offers neither, the request is cancelled. */
export function chooseOption(allowed: boolean, options: readonly Fields[]): PermissionOutcome {
  const wanted = allowed ? ["allow_once", "allow_always"] : ["reject_once", "reject_always"];
  for (const kind of wanted) {
    const option = options.find((one) => one.kind === kind);
    if (option) return { outcome: "selected", optionId: textOf(option.optionId) };
  }
  return { outcome: "cancelled" };
}
