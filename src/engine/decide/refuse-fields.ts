import type { State } from "../../state/state.ts";
import type { WorkFields } from "../../work/work-document.ts";
import { type Decision, refuse } from "./decision.ts";
import { findCycle } from "./find-cycle.ts";

/** Why an item may not have these fields; null when it may. A blank command would always succeed and prove nothing. */
export function refuseFields(state: State, item: string, fields: WorkFields): Decision | null {
  for (const name of ["run", "fix", "checks"] as const) {
    if (fields[name].some((command) => command.trim() === "")) return refuse("item.blank-command", { item, name });
  }
  if (fields.dependsOn.includes(item)) return refuse("item.depends-on-itself", { item });
  const cycle = findCycle(state, item, fields.dependsOn);
  return cycle && refuse("item.dependency-cycle", { cycle: cycle.join(" → ") });
}
