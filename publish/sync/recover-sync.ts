import { readFileSync } from "node:fs";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import { isFsError } from "../../src/kernel/fs-error.ts";
import type { Proc } from "../../src/kernel/ports/proc.ts";
import { endSync } from "./end-sync.ts";
import { finishSwap } from "./finish-swap.ts";
import { besides, type SyncJournal, type SyncOutcome } from "./journal.ts";
import type { StagingDisk } from "./staging-disk.ts";

export type Recovered =
  /** No sync was under way. */
  | { type: "nothing" }
  /** The new tree was not whole yet: the worktree is as it was before. */
  | { type: "undone" }
  /** The new tree stands; `endSync` once that is told. */
  | { type: "finished"; outcome: SyncOutcome };

/**
 * Ends a sync that a crash has left half done. Throws `publish.busy` while its process lives, and `publish.staging-torn` when
 * somebody has moved the directories since.
 */
export async function recoverSync(disk: StagingDisk, proc: Proc, staging: string): Promise<Recovered> {
  const { journal, next, old } = besides(staging);
  const written = readJournal(journal);
  if (written === null) return { type: "nothing" };
  if (written !== "torn" && alive(proc, written)) throw new MillraceError("publish.busy", { staging, pid: written.holder.pid });
  // A journal is renamed into place whole, but for the very first one, before which nothing was made. Else it was torn by
  // other hands, and nobody knows whose files lie there.
  if (written === "torn" && [next, old].some((place) => disk.facts(place) !== null))
    throw new MillraceError("publish.staging-torn", { staging, journal });
  const swap = written === "torn" ? null : written.swap;
  if (swap === null) disk.removeTree(next);
  else await finishSwap(disk, staging, swap);
  if (swap === null) endSync(disk, staging);
  return swap === null ? { type: "undone" } : { type: "finished", outcome: swap.outcome };
}

function alive(proc: Proc, { holder }: SyncJournal): boolean {
  return proc.identify(holder.pid)?.started === holder.started;
}

function readJournal(path: string): SyncJournal | "torn" | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (isFsError(error, "ENOENT")) return null;
    throw error;
  }
  try {
    return JSON.parse(text) as SyncJournal;
  } catch (error) {
    if (error instanceof SyntaxError) return "torn";
    throw error;
  }
}
