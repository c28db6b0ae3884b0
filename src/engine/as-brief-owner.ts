import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { isFsError } from "../kernel/fs-error.ts";
import type { World } from "../kernel/world.ts";
import { drainAsOwner } from "./mailbox/drain-as-owner.ts";
import type { Owned } from "./own-workspace.ts";
import { type Projection, projectOwned } from "./project-owned.ts";

/** Every owner, however brief, drains the mailbox before it lets go: those who found it taken left their commands there. */
export async function asBriefOwner<T>(world: World, owned: Owned, work: (projection: Projection) => T | Promise<T>): Promise<T> {
  const projection = projectOwned(world, owned);
  let result: T;
  try {
    result = await work(projection);
  } catch (error) {
    // A refusal is an answer; only a log that failed leaves things as a crash does.
    const clean = error instanceof MillraceError && !error.code.startsWith("log.");
    await owned.release("command failed", { clean });
    throw error;
  }
  try {
    await drainAsOwner(world, owned);
    await owned.release("command done");
  } catch (error) {
    await owned.release("disk failed", { clean: false });
    // What was decided stands, so it is answered. What could not follow on a full disk, the next owner does.
    if (!isFsError(error) && !(error instanceof MillraceError && error.code.startsWith("log."))) throw error;
  }
  return result;
}
