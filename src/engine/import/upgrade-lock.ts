import type { World } from "../../kernel/world.ts";
import { swapPlace } from "../../workspace/import/swap-place.ts";
import { withOwnerLock } from "../with-owner-lock.ts";

/** Does something while no other process can prepare or end an upgrade here; the place is gone afterwards. Throws `owner.taken`. */
export async function withUpgradeLock<T>(world: World, root: string, work: () => Promise<T>): Promise<T> {
  const { place, owner } = swapPlace(root);
  return await withOwnerLock(world, owner, "upgrade", async () => {
    const result = await work();
    // While the lock is held: whoever comes next begins in a place of its own, and loses nothing that it prepared there.
    world.fs.removeTree(place);
    return result;
  });
}
