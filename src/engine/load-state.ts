import type { EventEnvelope } from "../events/envelope.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { loadText } from "../log/load-text.ts";
import { logStart } from "../log/log-start.ts";
import type { LogPosition } from "../log/position.ts";
import { loadSnapshot, writeSnapshot } from "../log/snapshot.ts";
import { decodeCheckpoint } from "../state/checkpoint.ts";
import { evolve } from "../state/evolve.ts";
import { decodeState, encodeState, REDUCER_VERSION } from "../state/snapshot.ts";
import { initialState, type State } from "../state/state.ts";

/** Where folding begins: at the newest snapshot that the log bears out, or at the beginning. */
export interface Foundation {
  state: State;
  from: LogPosition | null;
  fold: (event: EventEnvelope) => void;
}

/** `whole: true` ignores snapshots. */
export function foundation(fs: Fs, directory: string, options: { whole?: boolean } = {}): Foundation {
  const snapshot = options.whole ? null : loadSnapshot(fs, directory, REDUCER_VERSION).snapshot;
  const state = snapshot ? decodeState(snapshot.state) : beginningState(fs, directory);
  return { state, from: snapshot?.position ?? null, fold: (event) => evolve(state, event) };
}

/** Keeps the state as a snapshot, so that the next opening folds only what follows. */
export function keepSnapshot(fs: Fs, directory: string, state: State, position: LogPosition): void {
  writeSnapshot(fs, directory, { reducer: REDUCER_VERSION, position, state: encodeState(state) });
}

/** What is known before the first event that a log holds: nothing, or the checkpoint of what was pruned. Throws `log.blob`. */
export function beginningState(fs: Fs, directory: string): State {
  const start = logStart(fs, directory);
  const hash = start?.pruned?.data.checkpoint;
  if (!start || !hash) return initialState();
  const state = decodeCheckpoint(JSON.parse(loadText(fs, directory, hash)), start);
  if ("problem" in state) throw new MillraceError("log.blob", { hash, problem: state.problem });
  return state;
}
