import { sqliteOwnerLock } from "../../src/kernel/real/owner-lock.ts";

/**
 * Tries to take the lock of a directory at given instants, milliseconds since the epoch, and says when it had it: [from, to], or null.
 * Where it comes late it does not try.
 */
const [directory = "", start = "0", step = "0", rounds = "0"] = process.argv.slice(2);
const HELD_MILLIS = 10;
const LATE_MILLIS = 5;

const now = (): number => performance.timeOrigin + performance.now();
const had: ([number, number] | "late" | null)[] = [];
for (let round = 0; round < Number(rounds); round++) {
  const at = Number(start) + round * Number(step);
  while (now() < at);
  if (now() > at + LATE_MILLIS) {
    had.push("late");
    continue;
  }
  const me = { pid: process.pid, started: "s", role: "once", since: "2026-11-20T00:00:00.000Z", epoch: 0 };
  const taken = sqliteOwnerLock.acquire(directory, me);
  const from = now();
  if (taken.kind === "taken") {
    had.push(null);
    continue;
  }
  while (now() < from + HELD_MILLIS);
  had.push([from, now()]);
  taken.lock.release();
}
console.log(JSON.stringify(had));
