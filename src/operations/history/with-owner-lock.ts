import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";

/** Does something while nobody else can own the workspace, without opening its log as an owner does. Throws `owner.taken`. */
export async function withOwnerLock<T>(world: World, directory: string, work: () => Promise<T>): Promise<T> {
  const { pid, started } = world.proc.self();
  const since = new Date(world.clock.wall()).toISOString();
  const taken = world.lock.acquire(directory, { pid, started, role: "command", since, epoch: 0 });
  if (taken.kind === "taken") throw new MillraceError("owner.taken", { ...taken.holder });
  try {
    return await work();
  } finally {
    taken.lock.release();
  }
}
