import type { World } from "../../kernel/world.ts";
import type { Control } from "../control/control.ts";
import type { Owned } from "../own-workspace.ts";
import { drainMailbox } from "./drain.ts";

/** How often an owner that works on one item looks for commands of others, in milliseconds. */
const LOOK_EVERY = 50;

/** Carries out what others leave in the mailbox while the driver works, until `signal` ends it. */
export async function serveMailbox(world: World, { layout, store }: Owned, control: Control, signal: AbortSignal): Promise<void> {
  const recipient = { state: store.state, clock: world.clock, apply: control.apply };
  while (!signal.aborted) {
    await drainMailbox(world.fs, layout, recipient);
    await world.clock.sleep(LOOK_EVERY, signal);
  }
}
