import { statSync } from "node:fs";
import { openBy } from "../../src/kernel/real/open-by.ts";
import type { IndexLock } from "./facts.ts";

/** The lock beside an index, if some git holds it or left it. `now` in milliseconds since the epoch. */
export function findIndexLock(index: string, now: number): IndexLock | null {
  const path = `${index}.lock`;
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts ? { path, ageMillis: Math.max(0, Math.round(now - facts.mtimeMs)), uid: facts.uid, pid: openBy(path) } : null;
}
