import { importRecord } from "../../engine/import/undo-import.ts";
import { withOwnerLock } from "../../engine/with-owner-lock.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { listSegments } from "../../log/layout.ts";
import { applyBaseline } from "../../workspace/baseline/apply-baseline.ts";
import { type BaselinePlan, planBaseline } from "../../workspace/baseline/plan-baseline.ts";
import { findOlder } from "../../workspace/import/find-older.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";
import { type BaselineView, resultOf, type UpgradeResult } from "./upgrade-result.ts";

/** Compares the installed files of this version's workspace with those that it installs, and writes what is to be written. */
export async function upgradeBaseline(context: OperationContext, root: string, apply: boolean): Promise<UpgradeResult> {
  const { world } = context;
  const { log } = layoutOf(root);
  if (listSegments(world.fs, log).length === 0) throw new MillraceError("log.missing", { directory: log });
  const notes = notesOn(context, root);
  if (!apply) {
    const plan = planOf(context, root);
    return resultOf(root, "baseline", isIdle(plan) ? "nothing" : "preview", { baseline: viewOf(plan, null), notes });
  }
  return await withOwnerLock(world, layoutOf(root).owner, "command", async () => {
    const plan = planOf(context, root);
    const receipt = applyBaseline(world.fs, world.clock, plan);
    return resultOf(root, "baseline", receipt === null ? "nothing" : "applied", { baseline: viewOf(plan, receipt), notes });
  });
}

function planOf({ world, entry }: OperationContext, root: string): BaselinePlan {
  const found = planBaseline(world.fs, root, entry);
  if ("plan" in found) return found.plan;
  throw new MillraceError("upgrade.newer-baseline", { product: found.product });
}

function isIdle({ changes }: BaselinePlan): boolean {
  return changes.every(({ write }) => write === null);
}

function viewOf({ from, changes }: BaselinePlan, receipt: string | null): BaselineView {
  return { from, receipt, changes: changes.map(({ path, action, why, write }) => ({ path, action, why, writes: write?.path ?? null })) };
}

function notesOn({ world }: OperationContext, root: string): string[] {
  const record = importRecord(world, root);
  const beside = findOlder(world.fs, root);
  const came = record
    ? [`It was carried over from Millrace ${record.imported.line} on ${record.time}; the older tree is ${record.imported.original}`]
    : [];
  if (beside === null || beside.tree === record?.imported.original) return came;
  const how = `millrace-agents/ and millrace.toml would have to be moved away first`;
  return [
    ...came,
    `${beside.tree}/ of Millrace ${beside.line} lies beside it and is not carried over, because this workspace has a log of its own: ${how}`,
  ];
}
