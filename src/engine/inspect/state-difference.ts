import { canonicalJson } from "../../kernel/canonical-json.ts";
import type { State } from "../../state/state.ts";

/** One member of the state that is not the same. What is absent on a side is undefined there. */
export interface Change {
  /** e.g. ["items", "fix-login", "phase"]. */
  path: string[];
  before?: unknown;
  after?: unknown;
}

/** A state at rest: JSON by member, and by entry where a member is a map. Later folding does not change it. */
export type StillState = ReadonlyMap<string, string | ReadonlyMap<string, string>>;

/** Sequence and time differ always, and are told beside a difference. */
const LEFT_OUT: ReadonlySet<string> = new Set(["seq", "time"]);

export function stillState(state: State): StillState {
  const still = new Map<string, string | ReadonlyMap<string, string>>();
  for (const [name, value] of Object.entries(state) as [string, unknown][]) {
    if (LEFT_OUT.has(name)) continue;
    if (value instanceof Map) still.set(name, new Map([...value].map(([key, entry]) => [String(key), JSON.stringify(entry)])));
    else still.set(name, JSON.stringify(value ?? null));
  }
  return still;
}

/** What differs, member by member, in the order of the state's members. */
export function stateDifference(before: StillState, after: StillState): Change[] {
  return [...after].flatMap(([name, is]) => {
    const was = before.get(name);
    if (typeof is === "string") return was === is ? [] : compare([name], parsed(was as string | undefined), parsed(is));
    return entries(name, was instanceof Map ? was : new Map(), is);
  });
}

/** Entries that are the same text are not looked into: a step changes few of many. */
function entries(name: string, before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Change[] {
  const gone = [...before].filter(([key]) => !after.has(key)).flatMap(([key, was]) => compare([name, key], parsed(was), undefined));
  const other = [...after].filter(([key, is]) => before.get(key) !== is);
  return [...gone, ...other.flatMap(([key, is]) => compare([name, key], parsed(before.get(key)), parsed(is)))];
}

function parsed(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
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
