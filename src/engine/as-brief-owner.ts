import type { World } from "../kernel/world.ts";
import { drainAsOwner } from "./mailbox/drain-as-owner.ts";
import type { Owned } from "./own-workspace.ts";
import { projectOwned } from "./project-owned.ts";

/** Every owner, however brief, drains the mailbox before it lets go: those who found it taken left their commands there. */
export async function asBriefOwner<T>(world: World, owned: Owned, work: () => T | Promise<T>): Promise<T> {
  projectOwned(world, owned);
  try {
    const result = await work();
    await drainAsOwner(world, owned);
    await owned.release("command done");
    return result;
  } catch (error) {
    await owned.release("command failed", { clean: false });
    throw error;
  }
}
