import { join } from "node:path";
import { asBriefOwner } from "../../../engine/as-brief-owner.ts";
import { localEffects } from "../../../engine/local-effects.ts";
import { takeWorkspace } from "../../../engine/take-workspace.ts";
import { withOwnerLock } from "../../../engine/with-owner-lock.ts";
import { layoutOf } from "../../../workspace/layout.ts";
import type { OperationContext } from "../../context.ts";
import { isLogFailure, mendCaches } from "./mend-caches.ts";
import { mendOwner, mendPlaces } from "./mend-places.ts";
import { mended, notMended, type Repair } from "./repair.ts";

/**
 * Makes anew what can be made from the log: directories, index, snapshots, state files, documents; reaps what left its stage, and
 * clears what a dead owner left. Nothing of an operator is deleted. Throws `owner.taken` while somebody owns the workspace.
 */
export async function mend(context: OperationContext, asked: { repairLog: boolean }): Promise<Repair[]> {
  const { world } = context;
  const root = context.root();
  const { owner } = layoutOf(root);
  const stale = world.fs.facts(join(owner, "holder.json")) !== null;
  world.fs.makeDirectory(owner);
  const inTheWay = mendOwner(world, root);
  const { repairs, sound } = await withOwnerLock(world, owner, "command", async () => {
    const places = mendPlaces(world, root);
    try {
      const caches = await mendCaches(world, root, { repair: asked.repairLog });
      return { ...caches, repairs: [...inTheWay, ...places, ...caches.repairs] };
    } catch (error) {
      if (!isLogFailure(error)) throw error;
      return { repairs: [...inTheWay, ...places, notMended("log", error.message, error.fix ?? null)], sound: false };
    }
  });
  if (stale) repairs.push(mended("cleared what the last owner left in .owner/"));
  if (!sound) return repairs;
  return [...repairs, ...(await remake(context))];
}

/** As an owner does that starts, but no work is begun. */
async function remake(context: OperationContext): Promise<Repair[]> {
  const { world } = context;
  const owned = await takeWorkspace(world, context.root(), "command", context.signal);
  return await asBriefOwner(world, owned, async ({ documents, flush }) => {
    const { notices, problems } = documents.look(owned.store.state, "start");
    const effects = await localEffects(world, owned, context.signal);
    effects.dispatch.close();
    flush();
    owned.snapshot();
    return [
      mended(`folded ${owned.store.state.seq} events anew, and made index, snapshot and state files from them`),
      ...notices.map(({ path, type, reason }) => mended(`${path} ${type}`, reason)),
      ...problems.map(({ path, problem, fix }) => notMended(path, `${problem}; ${fix}`, null)),
      mended("looked for processes that outlived their stage"),
    ];
  });
}
