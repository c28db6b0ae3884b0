import { rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { lockIn } from "./lock-in.ts";
import type { Repository } from "./repository.ts";

/** Longest that a git of an owner that is gone may still be at work on our refs. */
const ORPHAN_MILLIS = 1000;
const LOOK_MILLIS = 50;

/**
 * Updates refs of our own namespace, by lines for `update-ref --stdin -z`. Only the workspace's owner writes them, so a
 * lock that stays is what a killed git left: it is waited for, then removed. Throws `git.failed`.
 */
export async function updateOwnRefs({ git, refs }: Repository, input: string): Promise<void> {
  const since = performance.now();
  for (;;) {
    const { exit, stderr } = await git.end(["update-ref", "--stdin", "-z"], { input: Buffer.from(input) });
    if (exit === 0) return;
    const waited = performance.now() - since;
    const lock = lockIn(stderr);
    if (lock === null || !lock.includes(`/${refs}`) || waited > 5 * ORPHAN_MILLIS) {
      throw new MillraceError("git.failed", { command: "update-ref", exit: `exit ${exit}`, problem: stderr.trim() });
    }
    if (waited >= ORPHAN_MILLIS) rmSync(lock, { force: true });
    else await pause(LOOK_MILLIS);
  }
}
