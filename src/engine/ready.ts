import type { Item } from "../state/item.ts";
import type { State } from "../state/state.ts";
import { usedByItem } from "../state/used-by-item.ts";

/** Why a queued item cannot be claimed now, in the order in which it would be told. */
export type Wait =
  | { type: "dependency"; item: string; phase: string }
  | { type: "lock"; run: string; path: string }
  | { type: "slot"; limit: number }
  | { type: "runs"; used: number; limit: number }
  | { type: "money"; detail: string }
  | { type: "no-loop"; kind: string }
  | { type: "approval"; commands: string[] };

/** What a queued item waits for; null when it may be claimed. `loopFor` is the current plan's, by kind of work. */
export function waitOf(state: State, item: Item, loopFor: Readonly<Record<string, string>> | null): Wait | null {
  return waitAmong(surroundingsOf(state, loopFor), item);
}

/** Runs that count against the limit: one that waits for an operator's word stops only itself. */
export function slotsTaken(state: State): number {
  let taken = 0;
  for (const run of state.runs.values()) if (run.phase !== "stuck") taken += 1;
  return taken;
}

/** Next to be claimed: highest priority, then longest in the queue; null when none is ready. */
export function nextReady(state: State, loopFor: Readonly<Record<string, string>>): Item | null {
  const surroundings = surroundingsOf(state, loopFor);
  if (surroundings.slots === 0) return null;
  let best: Item | null = null;
  for (const item of state.items.values()) {
    if (item.phase !== "queued" || (best && !isBefore(item, best))) continue;
    if (!isStillLocked(surroundings, item) && waitAmong(surroundings, item) === null) best = item;
  }
  return best;
}

/** What a run on the item locks for writing: its declared paths, or everything. */
export function writeLocks(item: Item): string[] {
  return item.fields.paths.length > 0 ? item.fields.paths : EVERYTHING;
}

const EVERYTHING = ["**"];

/** All that is asked of the state beside the item itself; the same for every item of a queue. */
interface Surroundings {
  items: State["items"];
  /** Null when it is not asked whether the item's kind has a loop. */
  loopFor: Readonly<Record<string, string>> | null;
  policy: State["policy"];
  /** Runs that may still begin. */
  slots: number;
  held: { run: string; pattern: Pattern }[];
  /** The patterns of `held`. */
  patterns: ReadonlySet<Pattern>;
}

function surroundingsOf(state: State, loopFor: Readonly<Record<string, string>> | null): Surroundings {
  const { items, policy, runs } = state;
  const held = [...runs.values()].flatMap(({ id, locks }) => patternsOf(locks.write).map((pattern) => ({ run: id, pattern })));
  const patterns = new Set(held.map(({ pattern }) => pattern));
  return { items, loopFor, policy, slots: Math.max(0, policy.maxRuns - slotsTaken(state)), held, patterns };
}

/** Whether the lock that the item was seen to wait for is still held: for the search, which need not know which of several it is. */
function isStillLocked({ patterns }: Surroundings, item: Item): boolean {
  const lock = lockSeen.get(writeLocks(item));
  return lock !== undefined && patterns.has(lock);
}

function waitAmong({ items, loopFor, policy, slots, held }: Surroundings, item: Item): Wait | null {
  if (loopFor && !Object.hasOwn(loopFor, item.kind)) return { type: "no-loop", kind: item.kind };
  if (item.held.length > 0) return { type: "approval", commands: item.held };
  for (const id of item.fields.dependsOn) {
    const phase = items.get(id)?.phase ?? "unknown";
    if (phase !== "done") return { type: "dependency", item: id, phase };
  }
  if (item.runs >= policy.runsPerItem) return { type: "runs", used: item.runs, limit: policy.runsPerItem };
  const spent = item.spent === undefined ? null : usedByItem(policy, item);
  if (spent !== null) return { type: "money", detail: spent.detail };
  if (slots === 0) return { type: "slot", limit: policy.maxRuns };
  if (held.length === 0) return null;
  const mine = patternsOf(writeLocks(item));
  for (const { run, pattern } of held) {
    if (!mine.some((own) => collide(own, pattern))) continue;
    lockSeen.set(writeLocks(item), pattern);
    return { type: "lock", run, path: pattern.text };
  }
  return null;
}

/** The order of the queue: priority, then age or the place that an operator gave. */
export function isBefore(a: Item, b: Item): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  return a.order < b.order;
}

/** A path pattern, taken apart once. */
interface Pattern {
  text: string;
  /** What stands before its first wildcard. */
  fixed: string;
  glob: boolean;
}

/** By the list that a document or a run holds, which is never changed in place: every tick asks for all of them. */
const takenApart = new WeakMap<readonly string[], Pattern[]>();

/** By the list that an item holds, the lock that it was last seen to wait for: most items of a long queue wait for the same one for long. */
const lockSeen = new WeakMap<readonly string[], Pattern>();

function patternsOf(paths: readonly string[]): Pattern[] {
  const known = takenApart.get(paths);
  if (known) return known;
  const patterns = paths.map(patternOf);
  takenApart.set(paths, patterns);
  return patterns;
}

function patternOf(text: string): Pattern {
  const at = text.search(/[*?[{]/);
  return { text, fixed: at === -1 ? text.replace(/\/+$/, "") : text.slice(0, at), glob: at !== -1 };
}

/** Whether two path patterns may name the same file: judged by their fixed beginnings, so rather too often than too seldom. */
function collide(a: Pattern, b: Pattern): boolean {
  const short = a.fixed.length <= b.fixed.length ? a.fixed : b.fixed;
  const long = short === a.fixed ? b.fixed : a.fixed;
  if (short === "") return true;
  if (!long.startsWith(short)) return false;
  return a.glob || b.glob || long.length === short.length || short.endsWith("/") || long[short.length] === "/";
}
