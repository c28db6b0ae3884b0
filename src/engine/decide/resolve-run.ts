import { nearest } from "../../kernel/nearest.ts";
import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import { resolved, settleDelivery } from "./deliver.ts";
import type { Law } from "./law.ts";

/** Takes an operator's word for what became of a delivery that the runtime cannot know, or lets it be made again: what is there is found. */
export function resolveRun(state: State, command: CommandOf<"resolveRun">, law: Law): Decision {
  const { id, actor, run, outcome, commit, reason } = command;
  const known = state.runs.get(run);
  if (!known) return refuse("run.unknown", { run, near: nearest(run, state.runs.keys()) });
  if (known.phase !== "stuck") return refuse("run.not-stuck", { run, phase: known.phase });
  if (outcome === "again") return happen(resolved(known, actor, reason ?? "to be delivered again"));
  const settled = { outcome, commit, detail: reason ?? "resolved by the operator" };
  return settleDelivery(state, { type: "settleDelivery", id, actor, run, settled }, law);
}
