import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import { gitAtWork } from "./git-at-work.ts";
import type { Repository } from "./repository.ts";
import { wasKilled } from "./was-killed.ts";

/** Removes a lock file, absolute, that a killed git of ours left; false where it may be somebody else's. */
export type Unlock = (lock: string) => boolean;

/** A git whose owner was killed works on for an instant: its lock is no left one before this age, in milliseconds. */
const ORPHAN_MILLIS = 1000;
const NOTE = "git-at-work";

/**
 * Lets `work` move what the operator's git locks too: branch and index. Until it ends, a note lies in our directory; who finds one
 * knows that a git of ours may have been killed since the note was made. A lock is taken for left when it is younger than such a
 * note and older than a second, of our user, and when no git is at work in the repository. Where a lock stays, so does the note.
 */
export async function withLeftLocks<Result>(repository: Repository, work: (unlock: Unlock) => Promise<Result>): Promise<Result> {
  const note = join(repository.directory, NOTE);
  const since = timeOf(note);
  if (since === null) {
    mkdirSync(repository.directory, { recursive: true });
    writeFileSync(note, "");
  }
  let killed = false;
  const doubtful = new Set<string>();
  const unlock: Unlock = (lock) => {
    if (since === null) return false;
    if (!isLeft(lock, since) || gitAtWork(repository, lock)) {
      doubtful.add(lock);
      return false;
    }
    rmSync(lock, { force: true });
    return true;
  };
  try {
    return await work(unlock);
  } catch (error) {
    killed = wasKilled(error);
    throw error;
  } finally {
    if (!killed && ![...doubtful].some((lock) => existsSync(lock))) rmSync(note, { force: true });
  }
}

function isLeft(lock: string, since: number): boolean {
  const facts = statSync(lock, { throwIfNoEntry: false });
  return facts !== undefined && facts.uid === process.getuid?.() && facts.mtimeMs >= since && Date.now() - facts.mtimeMs >= ORPHAN_MILLIS;
}

function timeOf(note: string): number | null {
  try {
    return statSync(note).mtimeMs;
  } catch (error) {
    if (isFsError(error, "ENOENT")) return null;
    throw error;
  }
}
