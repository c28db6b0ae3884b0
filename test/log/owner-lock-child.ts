import { sqliteOwnerLock } from "../../src/kernel/real/owner-lock.ts";

/** Tries to take the lock of a directory, says what came of it on one line, and stays for as long as it has it. */
const [directory = ""] = process.argv.slice(2);
const taken = sqliteOwnerLock.acquire(directory, {
  pid: process.pid,
  started: "s",
  role: "daemon",
  since: "2026-11-20T00:00:00.000Z",
  epoch: 3,
});
console.log(JSON.stringify({ kind: taken.kind, pid: taken.kind === "taken" ? taken.holder?.pid : process.pid }));
if (taken.kind === "held") {
  process.stdin.on("data", () => {
    taken.lock.release();
    console.log("released");
  });
  // Garbage collection must not take the lock away.
  const collect = (globalThis as { Bun?: { gc: (now: boolean) => void } }).Bun;
  setInterval(() => collect?.gc(true), 20);
}
