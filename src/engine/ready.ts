import type { Item } from "../state/item.ts";
import type { Run } from "../state/run.ts";
import type { State } from "../state/state.ts";

/** Why a queued item cannot be claimed now, in the order in which it would be told. */
export type Wait =
  | { type: "dependency"; item: string; phase: string }
  | { type: "lock"; run: string; path: string }
  | { type: "slot"; limit: number }
  | { type: "runs"; used: number; limit: number }
  | { type: "no-loop"; kind: string };

/** What a queued item waits for; null when it may be claimed. `loopFor` is the current plan's, by kind of work. */
export function waitOf(state: State, item: Item, loopFor: Readonly<Record<string, string>> | null): Wait | null {
  if (loopFor && !Object.hasOwn(loopFor, item.kind)) return { type: "no-loop", kind: item.kind };
  for (const id of item.fields.dependsOn) {
    const phase = state.items.get(id)?.phase ?? "unknown";
    if (phase !== "done") return { type: "dependency", item: id, phase };
  }
  if (item.runs >= state.policy.runsPerItem) return { type: "runs", used: item.runs, limit: state.policy.runsPerItem };
  if (slotsTaken(state) >= state.policy.maxRuns) return { type: "slot", limit: state.policy.maxRuns };
  for (const run of state.runs.values()) {
    const path = overlap(writeLocks(item), run);
    if (path !== null) return { type: "lock", run: run.id, path };
  }
  return null;
}

/** Runs that count against the limit: one that waits for an operator's word stops only itself. */
export function slotsTaken(state: State): number {
  let taken = 0;
  for (const run of state.runs.values()) if (run.phase !== "stuck") taken += 1;
  return taken;
}

/** Next to be claimed: highest priority, then longest in the queue; null when none is ready. */
export function nextReady(state: State, loopFor: Readonly<Record<string, string>>): Item | null {
  let best: Item | null = null;
  for (const item of state.items.values()) {
    if (item.phase !== "queued" || (best && !isBefore(item, best))) continue;
    if (waitOf(state, item, loopFor) === null) best = item;
  }
  return best;
}

/** What a run on the item locks for writing: its declared paths, or everything. */
export function writeLocks(item: Item): string[] {
  return item.fields.paths.length > 0 ? item.fields.paths : [EVERYTHING];
}

const EVERYTHING = "**";

function isBefore(a: Item, b: Item): boolean {
  if (a.fields.priority !== b.fields.priority) return a.fields.priority > b.fields.priority;
  return a.order < b.order;
}

function overlap(paths: string[], run: Run): string | null {
  for (const mine of paths) {
    const theirs = run.locks.write.find((path) => collide(mine, path));
    if (theirs !== undefined) return theirs;
  }
  return null;
}

/** Whether two path patterns may name the same file: judged by their fixed beginnings, so rather too often than too seldom. */
function collide(a: string, b: string): boolean {
  const [short, long] = [fixedPart(a), fixedPart(b)].sort((x, y) => x.length - y.length) as [string, string];
  return (
    short === "" ||
    long === short ||
    long.startsWith(short.endsWith("/") ? short : `${short}/`) ||
    (hasGlob(a) || hasGlob(b) ? long.startsWith(short) : false)
  );
}

function fixedPart(pattern: string): string {
  const at = pattern.search(/[*?[{]/);
  return at === -1 ? pattern.replace(/\/+$/, "") : pattern.slice(0, at);
}

function hasGlob(pattern: string): boolean {
  return /[*?[{]/.test(pattern);
}
