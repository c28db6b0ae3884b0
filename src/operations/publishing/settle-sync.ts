import type { PublishSettings } from "../../../publish/settings.ts";
import { endSync } from "../../../publish/sync/end-sync.ts";
import { nothingSynced } from "../../../publish/sync/nothing-synced.ts";
import { realStagingDisk } from "../../../publish/sync/open-staging-disk.ts";
import { recoverSync } from "../../../publish/sync/recover-sync.ts";
import type { OperationContext } from "../context.ts";
import { publicationOf } from "./publication-of.ts";
import { takeStep } from "./take-step.ts";

/** Ends a sync whose process died: in the worktree, and in the log. Throws `publish.busy` while it lives. */
export async function settleSync(context: OperationContext, settings: PublishSettings): Promise<void> {
  const { world } = context;
  const recovered = await recoverSync(realStagingDisk, world.proc, settings.staging);
  const { intent, changedAt } = await publicationOf(context);
  if (intent?.step.type !== "sync") return endSync(realStagingDisk, settings.staging);
  const living = world.proc.identify(intent.holder.pid);
  if (recovered.type === "nothing" && living?.started === intent.holder.started) {
    const { MillraceError } = await import("../../kernel/errors/millrace-error.ts");
    throw new MillraceError("publish.busy", { staging: settings.staging, pid: intent.holder.pid });
  }
  const data = recovered.type === "finished" ? recovered.outcome : nothingSynced;
  await takeStep(context, { type: "publish.synced", data }, changedAt);
  endSync(realStagingDisk, settings.staging);
}
