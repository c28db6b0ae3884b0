import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import type { World } from "../../kernel/world.ts";
import type { Control } from "../control/control.ts";
import type { Owned } from "../own-workspace.ts";
import { drainMailbox } from "./drain.ts";

/** How often an owner that works on one item looks for commands of others, in milliseconds; and after the disk refused a receipt. */
const LOOK_EVERY = 50;
const AFTER_TROUBLE = 1000;

/**
 * Carries out what others leave in the mailbox while the driver works, until `signal` ends it. Throws `log.fenced` once the workspace is elsewhere. A command whose receipt the
 * disk refuses stays there, and its repetition gets the first answer: the work that is under way is not to die of it.
 */
export async function serveMailbox(world: World, owned: Owned, control: Control, signal: AbortSignal): Promise<void> {
  const { layout, store } = owned;
  const recipient = { state: store.state, clock: world.clock, apply: control.apply };
  while (!signal.aborted) {
    owned.mustBeInPlace();
    const drained = await drainMailbox(world.fs, layout, recipient).then(() => true, refused);
    await world.clock.sleep(drained ? LOOK_EVERY : AFTER_TROUBLE, signal);
  }
}

function refused(error: unknown): false {
  if (error instanceof MillraceError || !isFsError(error)) throw error;
  return false;
}
