import type { World } from "../../kernel/world.ts";
import type { Driver } from "../driver.ts";
import type { Owned } from "../own-workspace.ts";
import { drainMailbox } from "./drain.ts";

/** How often a working owner looks for commands of others, in milliseconds. */
const LOOK_EVERY = 50;

/** Carries out what others leave in the mailbox while the driver works, until `signal` ends it. */
export async function serveMailbox(world: World, owned: Owned, driver: Driver, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await drainMailbox(world.fs, owned.layout, (command) => driver.apply(command));
    await world.clock.sleep(LOOK_EVERY, signal);
  }
}
