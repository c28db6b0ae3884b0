import { carryOver, endUnfinished } from "../../engine/import/carry-over.ts";
import { readImport } from "../../engine/import/read-import.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { exchangePaths } from "../../kernel/real/exchange-paths.ts";
import type { OlderPlace } from "../../workspace/import/older-workspace.ts";
import type { OperationContext } from "../context.ts";
import { importView } from "./import-view.ts";
import { resultOf, type UpgradeResult } from "./upgrade-result.ts";

/** Says what can be carried over of an older workspace, or carries it over. */
export async function upgradeImport({ world, entry }: OperationContext, place: OlderPlace, apply: boolean): Promise<UpgradeResult> {
  const { root } = place;
  if (!apply) return resultOf(root, "import", "preview", { import: importView(await readImport(world, place), null) });
  const carried = await carryOver(world, root, { entry, exchange: exchangePaths });
  // Another upgrade was faster between the look and the lock.
  if (carried === null) throw new MillraceError("owner.taken", { role: "upgrade" });
  return resultOf(root, "import", "applied", { import: importView(carried.plan, carried.kept) });
}

/** Ends what a crash cut short. */
export async function endUpgrade({ world, entry }: OperationContext, root: string, apply: boolean): Promise<UpgradeResult> {
  const notes = ["An upgrade was cut short when all was prepared: --apply ends it"];
  if (!apply) return resultOf(root, "unfinished", "preview", { notes });
  await endUnfinished(world, root, { entry, exchange: exchangePaths });
  return resultOf(root, "unfinished", "applied", { notes: ["The upgrade that was cut short is ended"] });
}
