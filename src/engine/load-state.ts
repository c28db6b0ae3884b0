import type { EventEnvelope } from "../events/envelope.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import type { LogPosition } from "../log/position.ts";
import { loadSnapshot, writeSnapshot } from "../log/snapshot.ts";
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
  const state = snapshot ? decodeState(snapshot.state) : initialState();
  return { state, from: snapshot?.position ?? null, fold: (event) => evolve(state, event) };
}

/** Keeps the state as a snapshot, so that the next opening folds only what follows. */
export function keepSnapshot(fs: Fs, directory: string, state: State, position: LogPosition): void {
  writeSnapshot(fs, directory, { reducer: REDUCER_VERSION, position, state: encodeState(state) });
}
