import { join } from "node:path";
import { lstatOf } from "../git/lstat-of.ts";
import type { SelectedFile } from "../select/selected-file.ts";
import { sightOf, sightText } from "../select/sight.ts";
import type { Sightings } from "./sightings.ts";

/** The clock of a disk ticks in steps of some milliseconds, and lags behind by one of them. */
const TICK = 20;

/**
 * Whether a later change would show, as the clock of the disk has gone on since `time`; both in milliseconds since the epoch.
 * Whole seconds stand for any instant in them.
 */
export const isSettled = (time: number, seen: number): boolean => time + (time % 1000 === 0 ? 1000 : 0) < seen - TICK;

export interface SyncedFiles {
  /** The staging worktree; absolute. */
  staging: string;
  listing: string;
  files: readonly SelectedFile[];
  /** Of the staging worktree: what the sync found there as it should be. */
  keep: readonly string[];
  /** When the sync began to look; milliseconds since the epoch. */
  began: number;
}

/** Notes how files are after a sync. What changed while it was at work is left out, and so is what it wrote itself. */
export function seeSynced({ staging, listing, files, keep, began }: SyncedFiles): Sightings {
  const source = files.flatMap(({ from, sight }): [string, string][] =>
    isSettled(sight.changed, began) ? [[from, sightText(sight)]] : [],
  );
  const staged = keep.flatMap((path): [string, string][] => {
    const stat = lstatOf(join(staging, path));
    return stat !== undefined && isSettled(stat.mtimeMs, began) ? [[path, sightText(sightOf(stat))]] : [];
  });
  return { listing, source: new Map(source), staged: new Map(staged) };
}
