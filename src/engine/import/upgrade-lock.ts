import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";
import { swapPlace } from "../../workspace/import/swap-place.ts";

/** Does something while no other process can prepare or end an upgrade here; the place is gone afterwards. Throws `owner.taken`. */
export async function withUpgradeLock<T>(world: World, root: string, work: () => Promise<T>): Promise<T> {
  const { place, owner } = swapPlace(root);
  const { pid, started } = world.proc.self();
  const since = new Date(world.clock.wall()).toISOString();
  world.fs.makeDirectory(owner);
  const taken = world.lock.acquire(owner, { pid, started, role: "upgrade", since, epoch: 0 });
  if (taken.kind === "taken") throw new MillraceError("owner.taken", { ...taken.holder });
  let done = false;
  try {
    const result = await work();
    done = true;
    return result;
  } finally {
    taken.lock.release();
    if (done) world.fs.removeTree(place);
  }
}
