import type { Stats } from "node:fs";

/**
 * What tells that nobody has touched a file since it was read. Writing to a file changes its time of change, and putting
 * another in its place, or in that of a directory above it, its inode; clocks that are set back do not matter, as times are
 * only compared for being the same.
 */
export interface Sight {
  inode: number;
  /** Milliseconds since the epoch, with fractions; under Deno in whole seconds. */
  changed: number;
  /** When its bytes were written, by what it says itself. */
  written: number;
  size: number;
}

export const sightOf = ({ ino, ctimeMs, mtimeMs, size }: Pick<Stats, "ino" | "ctimeMs" | "mtimeMs" | "size">): Sight => ({
  inode: ino,
  changed: ctimeMs,
  written: mtimeMs,
  size,
});

export const sightText = ({ inode, changed, written, size }: Sight): string => `${inode} ${changed} ${written} ${size}`;
