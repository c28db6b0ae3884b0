import { canonicalJson } from "../../kernel/canonical-json.ts";
import { encodeState } from "../../state/snapshot.ts";
import type { State } from "../../state/state.ts";

/** One member of the state that is not the same. What is absent on a side is undefined there. */
export interface Change {
  /** e.g. ["items", "fix-login", "phase"]. */
  path: string[];
  before?: unknown;
  after?: unknown;
}

/** By what the entries of the state's maps are told apart. */
const KEYS: Readonly<Record<string, string>> = {
  pauses: "source",
  refusals: "path",
  items: "id",
  runs: "id",
  finishedRuns: "id",
  receipts: "id",
};

/** A state at rest: plain JSON that later folding does not change. */
export type StillState = Readonly<Record<string, unknown>>;

export function stillState(state: State): StillState {
  const plain = JSON.parse(JSON.stringify(encodeState(state))) as Record<string, unknown>;
  for (const [name, key] of Object.entries(KEYS)) {
    const entries = (plain[name] as Record<string, string>[]).map((entry) => [entry[key] ?? "", entry]);
    plain[name] = Object.fromEntries(entries);
  }
  return plain;
}

/** What differs, member by member, in the order of the state's members. Sequence and time, which always differ, are left out. */
export function stateDifference(before: StillState, after: StillState): Change[] {
  const { seq: _a, time: _b, ...was } = before;
  const { seq: _c, time: _d, ...is } = after;
  return compare([], was, is);
}

function compare(path: string[], before: unknown, after: unknown): Change[] {
  if (before === after) return [];
  if (isRecord(before) && isRecord(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => compare([...path, name], before[name], after[name]));
  }
  if (before !== undefined && after !== undefined && canonicalJson(before) === canonicalJson(after)) return [];
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
