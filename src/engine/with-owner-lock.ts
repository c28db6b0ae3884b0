import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { World } from "../kernel/world.ts";

/** Does something while nobody else has the lock of a directory: with the workspace's, as its owner but without opening its log. Throws `owner.taken`. */
export async function withOwnerLock<T>(world: World, directory: string, role: "command" | "upgrade", work: () => Promise<T>): Promise<T> {
  const { pid, started } = world.proc.self();
  const since = new Date(world.clock.wall()).toISOString();
  const taken = world.lock.acquire(directory, { pid, started, role, since, epoch: 0 });
  if (taken.kind === "taken") throw new MillraceError("owner.taken", { ...taken.holder });
  try {
    return await work();
  } finally {
    taken.lock.release();
  }
}
