import { readFileSync, rmSync, statSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Git } from "./git.ts";
import type { Unlock } from "./left-locks.ts";
import { lockIn } from "./lock-in.ts";

export interface BranchMove {
  /** The branch's ref, e.g. `refs/heads/main`. */
  ref: string;
  commit: string;
  /** Where the branch has to be; null where it must not be there yet. */
  parent: string | null;
  note: string;
  env: Readonly<Record<string, string>>;
  /** Key of the trailer that every commit of ours has. */
  trailer: string | undefined;
  unlock: Unlock;
}

/** `lock` is the file, absolute, by which another git keeps the ref, or a killed one seems to. */
export type BranchMoved = { moved: true } | { moved: false; lock: string | null; exit: number; problem: string };

/** Longest that another git holds the lock of a ref, in milliseconds. */
const PATIENCE_MILLIS = 1000;
const LOOK_MILLIS = 50;

/**
 * Moves a branch by compare-and-swap. Another git's lock is waited for. One that stays and holds a commit with our trailer is
 * what a killed git of ours left, and is removed, as is one that `unlock` knows; any other may be anybody's, and is told. Throws `git.failed`
 * where our git is killed.
 */
export async function moveBranch(git: Git, move: BranchMove): Promise<BranchMoved> {
  const { ref, commit, parent, note, env, trailer, unlock } = move;
  const since = performance.now();
  for (let removed = false; ; ) {
    const { exit, stderr } = await git.end(["update-ref", "-m", note, ref, commit, parent ?? "0".repeat(commit.length)], { env });
    if (exit === 0) return { moved: true };
    const lock = lockIn(stderr);
    const failed = { moved: false, lock, exit, problem: stderr.trim() } as const;
    if (lock === null) return failed;
    if (unlock(lock)) continue;
    if (performance.now() - since < PATIENCE_MILLIS) await pause(LOOK_MILLIS);
    else if (!removed && trailer !== undefined && (await isOurs(git, lock, trailer))) {
      rmSync(lock, { force: true });
      removed = true;
    } else return failed;
  }
}

/** git writes into the lock where the ref is to go before it puts it in the ref's place. */
async function isOurs(git: Git, lock: string, trailer: string): Promise<boolean> {
  const commit = heldBy(lock);
  if (commit === null) return false;
  const text = await git.end(["show", "-s", `--format=%(trailers:key=${trailer},valueonly)`, commit]);
  return text.exit === 0 && text.stdout.toString().trim() !== "";
}

/** The object that a lock of some age names; null where it is young, gone, or names none. */
function heldBy(lock: string): string | null {
  try {
    const { mtimeMs, size } = statSync(lock);
    if (size > 100 || Date.now() - mtimeMs < PATIENCE_MILLIS) return null;
    return /^(?:[0-9a-f]{40}|[0-9a-f]{64})\n$/.exec(readFileSync(lock, "latin1"))?.[0]?.trim() ?? null;
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
}
