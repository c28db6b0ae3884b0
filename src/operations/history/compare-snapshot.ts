import { beginningState } from "../../engine/load-state.ts";
import type { EventEnvelope } from "../../events/envelope.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { loadSnapshot } from "../../log/snapshot.ts";
import type { LogProblem } from "../../log/verify-log.ts";
import { evolve } from "../../state/evolve.ts";
import { encodeState, REDUCER_VERSION } from "../../state/snapshot.ts";

/** Folds the log anew beside the newest snapshot: hand it each event, then ask for what differs. */
export function compareSnapshot(fs: Fs, directory: string): { onEvent(event: EventEnvelope): void; problem(): LogProblem | null } {
  const { snapshot } = loadSnapshot(fs, directory, REDUCER_VERSION);
  const state = beginningState(fs, directory);
  let problem: LogProblem | null = null;
  return {
    onEvent(event) {
      if (!snapshot || event.seq > snapshot.position.seq) return;
      evolve(state, event);
      if (event.seq !== snapshot.position.seq) return;
      if (canonicalJson(encodeState(state)) === canonicalJson(snapshot.state)) return;
      problem = {
        seq: event.seq,
        where: "snapshots",
        problem: "the snapshot is not the state that the log folds to; delete it and it is made anew",
      };
    },
    problem: () => problem,
  };
}
