import type { World } from "../../kernel/world.ts";
import type { Owned } from "../own-workspace.ts";
import { drainMailbox } from "./drain.ts";

/** Carries out what waits in the mailbox as an owner that has nothing under way. */
export async function drainAsOwner(world: World, { layout, store }: Owned): Promise<number> {
  return await drainMailbox(world.fs, layout, { state: store.state, clock: world.clock, apply: (command) => store.apply(command) });
}
