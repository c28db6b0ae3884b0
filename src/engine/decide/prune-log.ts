import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";

/** Lets the log begin later, and what is old lie in an archive that is complete already. Refused while a run that is live began in what would go. */
export function pruneLog(state: State, { actor, pruned }: CommandOf<"pruneLog">): Decision {
  const { throughSeq } = pruned;
  if (throughSeq >= state.seq) return refuse("prune.too-far", { through: throughSeq, head: state.seq });
  for (const run of state.runs.values()) {
    if (run.startedAt <= throughSeq) return refuse("prune.live-run", { run: run.id, through: throughSeq });
  }
  return happen({ type: "log.pruned", actor, subject: "log", cause: 0, data: pruned });
}
