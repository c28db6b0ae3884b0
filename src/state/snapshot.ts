import { initialState, type State } from "./state.ts";

/** Raised whenever the state's shape or a fold changes: older snapshots are then set aside and the log is refolded. */
export const REDUCER_VERSION = "6";

const MAPS = ["pauses", "refusals", "items", "runs", "finishedRuns", "receipts"] as const;

/** The state as plain JSON: maps become lists of their values. */
export function encodeState(state: State): unknown {
  const plain: Record<string, unknown> = { ...state };
  for (const name of MAPS) plain[name] = [...state[name].values()];
  return plain;
}

/** The state that `encodeState` gave. The value is trusted: a snapshot's hash is checked before it is decoded. */
export function decodeState(plain: unknown): State {
  const state = { ...initialState(), ...(plain as object) } as State;
  state.pauses = keyed(state.pauses, "source");
  state.refusals = keyed(state.refusals, "path");
  state.items = keyed(state.items, "id");
  state.runs = keyed(state.runs, "id");
  state.finishedRuns = keyed(state.finishedRuns, "id");
  state.receipts = keyed(state.receipts, "id");
  return state;
}

function keyed<Value>(list: unknown, key: keyof Value & string): Map<string, Value> {
  return new Map((list as Value[]).map((value) => [value[key] as string, value]));
}
