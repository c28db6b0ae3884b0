import { undoImport } from "../../engine/import/undo-import.ts";
import { withOwnerLock } from "../../engine/with-owner-lock.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { unwrap } from "../../kernel/errors/result.ts";
import { exchangePaths } from "../../kernel/real/exchange-paths.ts";
import { newestReceipt } from "../../workspace/baseline/receipts.ts";
import { undoBaseline } from "../../workspace/baseline/undo-baseline.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";
import { sentenceOf } from "../history/sentence.ts";
import { resultOf, type UpgradeResult } from "./upgrade-result.ts";

/** Undoes the newest upgrade that stands: first those of installed files, then the import by which the workspace came in. */
export async function undoUpgrade({ world, entry }: OperationContext, root: string): Promise<UpgradeResult> {
  if (newestReceipt(world.fs, root) !== null) {
    const restored = await withOwnerLock(world, layoutOf(root).owner, "command", async () => unwrap(undoBaseline(world.fs, root)));
    return resultOf(root, "baseline", "undone", { undone: { restored, aside: null } });
  }
  const undone = await undoImport(world, root, { entry, exchange: exchangePaths }, sentenceOf);
  if (undone === null) throw new MillraceError("upgrade.nothing-to-undo");
  return resultOf(root, "import", "undone", { undone });
}
