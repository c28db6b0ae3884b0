import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Holder } from "../kernel/ports/owner-lock.ts";
import type { World } from "../kernel/world.ts";
import { type Owned, type OwnerRole, ownWorkspace } from "./own-workspace.ts";

/** A brief owner is gone in milliseconds; many of them in a row may take turns for a while. */
const PATIENCE_MILLIS = 20_000;

/** Takes the workspace as `start` does: refused while another works on it, but not because of one that only adds a task. Throws `owner.taken`. */
export async function takeWorkspace(world: World, root: string, role: OwnerRole, signal: AbortSignal): Promise<Owned> {
  const until = world.clock.monotonic() + PATIENCE_MILLIS;
  for (;;) {
    const owning = ownWorkspace(world, root, role);
    if (owning.kind === "owned") return owning.owned;
    const { holder } = owning;
    if (!isBrief(world, holder) || signal.aborted || world.clock.monotonic() >= until)
      throw new MillraceError("owner.taken", { ...holder });
    await world.clock.sleep(5, signal);
  }
}

/** One that has not said who it is yet has just come; the facts of a dead one are still there until it has. */
function isBrief(world: World, holder: Holder | null): boolean {
  return holder === null || holder.role === "command" || world.proc.identify(holder.pid)?.started !== holder.started;
}
