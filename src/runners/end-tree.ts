import type { Clock } from "../kernel/ports/clock.ts";
import type { ProcessIdentity } from "../kernel/ports/proc.ts";
import type { RealProc } from "../kernel/real/proc.ts";
import type { ProcessRow } from "../kernel/real/proc-table.ts";
import { type TreeMarks, treeMembers } from "./process-tree.ts";

const KILL_ROUNDS = 200;

/**
 * Ends an attempt's processes: TERM, after `graceMillis` KILL, again and again until none is found, because a tree may fork
 * while it is being ended. Gives how many were found at first. What the kernel cannot end (a hung disk) is given up after
 * about ten seconds of rounds. `keepers` get no TERM: with them all that they keep would be killed at once.
 */
export async function endTree(
  proc: RealProc,
  clock: Clock,
  marks: TreeMarks,
  graceMillis: number,
  keepers: readonly ProcessIdentity[] = [],
): Promise<number> {
  let members = treeMembers(proc, marks);
  const found = members.length;
  if (found === 0) return 0;
  if (graceMillis > 0) {
    const told = new Set(keepers.map(({ pid }) => pid));
    let untold = members.filter(({ pid }) => !told.has(pid));
    const until = clock.monotonic() + graceMillis;
    for (let pause = 2; clock.monotonic() < until; pause = Math.min(pause * 2, 50)) {
      send(proc, untold, "TERM");
      for (const { pid } of untold) told.add(pid);
      await clock.sleep(Math.min(pause, until - clock.monotonic()));
      members = treeMembers(proc, marks);
      if (members.length === 0) return found;
      untold = orphans(members).filter(({ pid }) => !told.has(pid));
    }
  }
  for (let round = 0; round < KILL_ROUNDS && members.length > 0; round++) {
    send(proc, members, "KILL");
    await clock.sleep(Math.min(1 + round, 50));
    members = treeMembers(proc, marks);
  }
  return found;
}

/**
 * Members whose parent is none. One that came into being after the rest was told is left alone as long as who began it lives: it
 * may be what its last words are said with. Left behind, nothing else would make it end before the grace is over.
 */
function orphans(members: readonly ProcessRow[]): ProcessRow[] {
  const living = new Set(members.map(({ pid }) => pid));
  return members.filter(({ parent }) => !living.has(parent));
}

/** Each one by itself: a group's number may be older than the group that bears it now. */
function send(proc: RealProc, members: readonly ProcessRow[], signal: "TERM" | "KILL"): void {
  for (const { pid } of members) proc.signal(pid, signal);
}
