import { join } from "node:path";
import { submitCommand } from "../../engine/submit-command.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { findArchive } from "../../log/archive/find-archive.ts";
import { readManifest } from "../../log/archive/manifest.ts";
import { pointedAt } from "../../log/log-start.ts";
import { readPointer } from "../../log/prune-pointer.ts";
import { layoutOf, relativeLayout } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";
import { iso } from "../iso.ts";
import { alone } from "./alone.ts";
import { applyPrune } from "./apply-prune.ts";
import type { Cut } from "./cut-of.ts";
import { planPrune } from "./plan-prune.ts";
import { countsOf } from "./summary.ts";

interface Order {
  cut: Cut;
  /** The directory that the archive is to lie in. */
  place: string;
  apply: boolean;
}

/** Plans a prune, and with `apply` does it. Throws `prune.nothing` when it was to be applied and nothing may go, `prune.under-way`. */
export async function pruneWorkspace(context: OperationContext, root: string, order: Order) {
  const agents = join(root, relativeLayout.agents);
  return order.apply
    ? await alone(context.world, agents, async () => await perform(context, root, order))
    : await perform(context, root, order);
}

async function perform(context: OperationContext, root: string, order: Order) {
  const { world } = context;
  const { cut, place, apply } = order;
  const before = cut.by === "time" ? iso(cut.before) : null;
  if (apply) await finishEarlier(context, root);
  const plan = await planPrune(world, root, cut);
  const counts = countsOf(plan);
  const told = {
    through: plan.choice.segments.at(-1)?.last ?? 0,
    before,
    ...counts,
    place,
    kept: plan.choice.kept,
    unfinished: unfinished(context, root),
  };
  if (!apply) return { applied: false, pending: false, ...told, archive: null, archiveBytes: null };
  if (counts.segments + counts.runs + counts.receipts === 0)
    throw new MillraceError("prune.nothing", { before: before ?? `the newest ${cut.by === "segments" ? cut.keep : 0} segments` });
  const { directory, seq } = await applyPrune(world, root, plan, place, (done, all) => {
    if (done === all || done % 1000 === 0) context.progress({ type: "note", text: `${done} of ${all} files are archived` });
  });
  const archived = readManifest(world.fs, directory)?.manifest.files ?? [];
  const archiveBytes = archived.reduce((sum, { stored }) => sum + stored.bytes, 0);
  return { applied: seq !== null, pending: seq === null, ...told, archive: directory, archiveBytes, unfinished: unfinished(context, root) };
}

/** Says once more what an earlier prune said and no owner could carry out, when its archive is there now. */
async function finishEarlier({ world }: OperationContext, root: string): Promise<void> {
  const { log } = layoutOf(root);
  if (readPointer(world.fs, log)?.swept !== false) return;
  const data = pointedAt(world.fs, log)?.data;
  if (data && findArchive(world.fs, join(root, relativeLayout.agents), data.archive))
    await submitCommand(world, root, { type: "pruneLog", pruned: data });
}

function unfinished({ world: { fs } }: OperationContext, root: string): string | null {
  const { log } = layoutOf(root);
  const pointer = readPointer(fs, log);
  if (pointer?.swept !== false) return null;
  const pruned = pointedAt(fs, log);
  if (!pruned) return null;
  const { archive } = pruned.data;
  return findArchive(fs, join(root, relativeLayout.agents), archive)
    ? `the owner has still to remove what is in ${archive.name}`
    : `the archive ${archive.name} is not where it was left`;
}
