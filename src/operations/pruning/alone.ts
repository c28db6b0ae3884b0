import { join } from "node:path";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import type { HeldLock } from "../../kernel/ports/owner-lock.ts";
import type { World } from "../../kernel/world.ts";
import { archiveHome } from "../../log/archive/find-archive.ts";

/** Beside the archives; the lock in it is the operating system's, and free when its holder died. */
const LOCK = ".pruning";

/**
 * Does something while no other process prunes this workspace: two would write the same archive. Throws `prune.under-way`, and
 * `prune.disk` when the lock cannot be made.
 */
export async function alone<T>(world: World, agents: string, work: () => Promise<T>): Promise<T> {
  const lock = acquire(world, archiveHome(agents));
  try {
    return await work();
  } finally {
    lock.release();
  }
}

function acquire({ lock, proc, clock }: World, home: string): HeldLock {
  const since = new Date(clock.wall()).toISOString();
  try {
    const taken = lock.acquire(join(home, LOCK), { ...proc.self(), role: "prune", since, epoch: 0 });
    if (taken.kind === "held") return taken.lock;
    throw new MillraceError("prune.under-way", { pid: taken.holder?.pid ?? null });
  } catch (error) {
    if (!isFsError(error)) throw error;
    throw new MillraceError("prune.disk", { directory: home, problem: error.message });
  }
}
