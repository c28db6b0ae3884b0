import { unwrap } from "../../kernel/errors/result.ts";
import type { World } from "../../kernel/world.ts";
import { findOlder } from "../../workspace/import/find-older.ts";
import { clearPlace, swapPlace } from "../../workspace/import/swap-place.ts";
import { type Exchange, endSwap } from "../../workspace/import/swap-trees.ts";
import { applyInit } from "../../workspace/init/apply-init.ts";
import { planInit } from "../../workspace/init/plan-init.ts";
import type { Kept } from "./import-events.ts";
import type { ImportPlan } from "./import-plan.ts";
import { prepareImport } from "./prepare-import.ts";
import { readImport } from "./read-import.ts";
import { withUpgradeLock } from "./upgrade-lock.ts";

export interface CarryOptions {
  /** Absolute path of the installed `millrace.ts`; null for a compiled executable. */
  entry: string | null;
  exchange: Exchange;
}

/**
 * Brings an older workspace over: makes the new tree beside it and swaps it in. A crash leaves the older workspace or the
 * new one; what it left is ended or thrown away by the next call. Null when there is no older workspace (any more).
 */
export function carryOver(world: World, root: string, options: CarryOptions): Promise<{ plan: ImportPlan; kept: Kept } | null> {
  return withUpgradeLock(world, root, async () => {
    await endSwap(world.fs, root, options.exchange);
    const place = findOlder(world.fs, root);
    if (place === null) return null;
    clearPlace(world.fs, root);
    const plan = await readImport(world, place);
    const kept = await prepareImport(world, plan, options.entry);
    await endSwap(world.fs, root, options.exchange);
    applyInit(world.fs, unwrap(planInit(world.fs, root, { entry: options.entry })));
    return { plan, kept };
  });
}

/** Removes what an upgrade left that was killed when nothing was to be ended any more. */
export async function clearLeftPlace(world: World, root: string): Promise<void> {
  if (world.fs.facts(swapPlace(root).place) === null) return;
  await withUpgradeLock(world, root, async () => clearPlace(world.fs, root));
}

/** Ends a swap that a crash cut short; what had not come that far is thrown away. Gives whether there was one. */
export function endUnfinished(world: World, root: string, options: CarryOptions): Promise<boolean> {
  return withUpgradeLock(world, root, async () => {
    const order = await endSwap(world.fs, root, options.exchange);
    if (order?.type === "import") applyInit(world.fs, unwrap(planInit(world.fs, root, { entry: options.entry })));
    return order !== null;
  });
}
