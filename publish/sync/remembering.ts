import { lstatOf } from "../git/lstat-of.ts";
import { sightOf, sightText } from "../select/sight.ts";
import type { Fingerprint } from "./listing.ts";
import { isSettled } from "./see-synced.ts";
import type { StagingDisk } from "./staging-disk.ts";

/** A disk that reads a file once as long as nobody touches it; `now` in milliseconds since the epoch. */
export function remembering(disk: StagingDisk, now: () => number): StagingDisk {
  const known = new Map<string, { sight: string; print: Fingerprint | null }>();
  return {
    ...disk,
    fingerprint(path) {
      const stat = lstatOf(path);
      if (stat === undefined) return null;
      const sight = sightText(sightOf(stat));
      const before = known.get(path);
      if (before?.sight === sight) return before.print;
      const seen = now();
      const print = disk.fingerprint(path);
      if (isSettled(stat.ctimeMs, seen)) known.set(path, { sight, print });
      return print;
    },
  };
}
