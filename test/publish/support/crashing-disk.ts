import type { StagingDisk } from "../../../publish/sync/staging-disk.ts";

/** The process died: nothing after it reaches the disk. */
export class Crash extends Error {}

const changing = new Set(["makeDirectory", "link", "copy", "rename", "exchange", "remove", "removeEmpty", "removeTree"]);

/** A disk that dies before its n-th change (from 0), and with it everything after; `changes()` tells how many there were. */
export function crashingDisk(disk: StagingDisk, at: number): { disk: StagingDisk; changes(): number } {
  let changes = 0;
  const wrapped = new Proxy(disk, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== "function") return method;
      return (...given: unknown[]): unknown => {
        if (changes > at) throw new Crash();
        if (changing.has(String(name)) && changes++ === at) throw new Crash();
        return (method as (...given: unknown[]) => unknown).apply(target, given);
      };
    },
  });
  return { disk: wrapped, changes: () => changes };
}
