import type { EventEnvelope } from "../../events/envelope.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { loadText } from "../../log/load-text.ts";
import { logStart } from "../../log/log-start.ts";
import type { LogProblem } from "../../log/verify-log.ts";
import { decodeCheckpoint } from "../../state/checkpoint.ts";
import { evolve } from "../../state/evolve.ts";
import { encodeState } from "../../state/snapshot.ts";
import { initialState } from "../../state/state.ts";

/**
 * Folds the archived events beside the checkpoint with which the log begins without them: hand it each event from the first on,
 * then ask whether the checkpoint says something else.
 */
export function compareCheckpoint(fs: Fs, directory: string): { onEvent(event: EventEnvelope): void; problem(): LogProblem | null } {
  const start = logStart(fs, directory);
  const state = initialState();
  let problem: LogProblem | null = null;
  let fromFirst = false;
  return {
    onEvent(event) {
      fromFirst ||= event.seq === 1;
      if (!fromFirst || !start?.pruned || event.seq > start.seq) return;
      evolve(state, event);
      if (event.seq !== start.seq) return;
      const said = checkpointOf(fs, directory, start.pruned.data.checkpoint ?? "", start);
      if (said !== canonicalJson(encodeState(state)))
        problem = { seq: event.seq, where: "checkpoint", problem: "the checkpoint is not the state that the archived events fold to" };
    },
    problem: () => problem,
  };
}

function checkpointOf(fs: Fs, directory: string, hash: string, expected: { seq: number; hash: string }): string | null {
  try {
    const state = decodeCheckpoint(JSON.parse(loadText(fs, directory, hash)), expected);
    return "problem" in state ? null : canonicalJson(encodeState(state));
  } catch (error) {
    if (error instanceof MillraceError) return null;
    throw error;
  }
}
