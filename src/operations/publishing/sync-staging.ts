import { existsSync, mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { findManifest } from "../../../publish/manifest/find-manifest.ts";
import type { Manifest } from "../../../publish/manifest/manifest.ts";
import { openSourceDisk } from "../../../publish/select/open-source-disk.ts";
import { selectFiles } from "../../../publish/select/select-files.ts";
import type { SelectedFile, Selection, SelectionProblem } from "../../../publish/select/selected-file.ts";
import type { PublishSettings } from "../../../publish/settings.ts";
import { applySync } from "../../../publish/sync/apply-sync.ts";
import { endSync } from "../../../publish/sync/end-sync.ts";
import { besides, type SyncOutcome } from "../../../publish/sync/journal.ts";
import { type Listing, listingText, readListing } from "../../../publish/sync/listing.ts";
import { nothingSynced } from "../../../publish/sync/nothing-synced.ts";
import { realStagingDisk } from "../../../publish/sync/open-staging-disk.ts";
import { planSync } from "../../../publish/sync/plan-sync.ts";
import { remembering } from "../../../publish/sync/remembering.ts";
import { seeSynced } from "../../../publish/sync/see-synced.ts";
import { saveSightings } from "../../../publish/sync/sightings.ts";
import type { StagingDisk } from "../../../publish/sync/staging-disk.ts";
import type { SyncPlan } from "../../../publish/sync/sync-plan.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Tree, Trees } from "../../kernel/ports/trees.ts";
import { storeBlob } from "../../log/blobs.ts";
import { textOrNull } from "../../log/text-or-null.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";
import { ignoredPaths } from "./ignored-paths.ts";
import { makeStaging } from "./make-staging.ts";
import { neverSelected } from "./never-selected.ts";
import { publicationOf } from "./publication-of.ts";
import { publishDirectory } from "./publish-directory.ts";
import { settlePublication } from "./settle-publication.ts";
import { takeStep } from "./take-step.ts";
import { withSourceTrees } from "./with-source-trees.ts";

/** What a sync changed, or would change. */
export interface Synced {
  manifest: Pick<Manifest, "file" | "form" | "hash" | "passedOver">;
  entries: Selection["entries"];
  source: Tree;
  changes: SyncPlan["changes"];
  files: number;
  /** Relative to the workspace; where files are kept that no sync had put there. Null when there were none. */
  salvaged: string | null;
  /** True when the staging worktree was made. */
  made: boolean;
  seq: number | null;
}

/**
 * Brings the staging worktree up to the workspace, as one step of publishing. With `dry` it only says what would change.
 * Throws `publish.manifest`, `publish.selection`, `publish.source-moved` and `publish.busy`, with nothing changed.
 */
export async function syncStaging(context: OperationContext, settings: PublishSettings, dry: boolean): Promise<Synced> {
  return await withSourceTrees(context, (trees) => syncFrom(context, settings, dry, trees));
}

async function syncFrom(context: OperationContext, settings: PublishSettings, dry: boolean, trees: Trees): Promise<Synced> {
  const { world } = context;
  const { root, staging, stagingName } = settings;
  if (!dry) await settlePublication(context, settings);
  const manifest = await findManifest(world.fs, root, settings.manifest);
  const disk = remembering(realStagingDisk, () => world.clock.wall());
  const looked = await look({ context, settings, manifest, disk, trees });
  const told = {
    manifest: { file: manifest.file, form: manifest.form, hash: manifest.hash, passedOver: manifest.passedOver },
    ...looked.told,
  };
  if (dry) return { ...told, made: !existsSync(staging), salvaged: null, seq: null };
  const { file, hash } = manifest;
  const { changedAt } = await publicationOf(context);
  const begun = await takeStep(
    context,
    { type: "publish.syncing", data: { holder: world.proc.self(), staging: stagingName, manifest: { file, hash } } },
    changedAt,
  );
  let data: SyncOutcome = nothingSynced;
  let made = false;
  try {
    made = await makeStaging(settings);
    // What was looked at may have changed before the intent stood: it is looked at again under it.
    const again = world.clock.wall();
    const { plan, source, selected } = await look({ context, settings, manifest, disk, trees });
    const listing = storeBlob(world.fs, layoutOf(root).log, listingText(plan.listing)).$blob;
    const outcome = { ...counted(plan), source, listing };
    const salvage = join(publishDirectory(root), "salvage", String(begun));
    data = plan.salvage.length === 0 ? outcome : { ...outcome, salvaged: relative(root, salvage) };
    mkdirSync(join(staging, ".."), { recursive: true });
    await applySync(plan, { disk: realStagingDisk, fs: world.fs, proc: world.proc, root, staging, salvage, outcome: data });
    const seq = await takeStep(context, { type: "publish.synced", data }, begun);
    endSync(realStagingDisk, staging);
    saveSightings(world.fs, publishDirectory(root), seeSynced({ staging, listing, files: selected, keep: plan.keep, began: again }));
    return { ...told, changes: plan.changes, files: plan.listing.size, source, salvaged: data.salvaged, made, seq };
  } catch (error) {
    // Past the swap only forward leads out: whoever comes next ends it.
    const open = existsSync(besides(staging).journal) || (error instanceof MillraceError && error.code === "publish.no-owner");
    if (open) throw error;
    await takeStep(context, { type: "publish.synced", data: nothingSynced }, begun);
    throw error;
  }
}

interface Look {
  context: OperationContext;
  settings: PublishSettings;
  manifest: Manifest;
  disk: StagingDisk;
  trees: Trees;
}

interface Looked {
  selected: readonly SelectedFile[];
  plan: SyncPlan;
  source: Tree;
  told: Pick<Synced, "entries" | "source" | "changes" | "files">;
}

/** Compares workspace and staging worktree. The tree of the workspace must be the same before and after. */
async function look({ context, settings: { root, staging }, manifest, disk, trees }: Look): Promise<Looked> {
  const source = await trees.record();
  const never = neverSelected({ root, staging });
  const selection = selectFiles(manifest, { disk: openSourceDisk(root), ignored: await ignoredPaths(root), never });
  refuse(selection.problems);
  const owned = await ownedListing(context);
  const planned = planSync({ disk, root, staging, files: selection.files, owned });
  if ("problems" in planned) throw refusal(planned.problems);
  const { plan } = planned;
  const after = await trees.record();
  if (after.id !== source.id) throw new MillraceError("publish.source-moved", { path: "the workspace" });
  return {
    selected: selection.files,
    plan,
    source,
    told: { entries: selection.entries, source, changes: plan.changes, files: plan.listing.size },
  };
}

async function ownedListing(context: OperationContext): Promise<Listing> {
  const { synced } = await publicationOf(context);
  const text = synced && textOrNull(context.world.fs, layoutOf(context.root()).log, synced.listing);
  // Without it nothing there is known to be ours: what is replaced is kept aside, and nothing is removed.
  return text === null ? new Map() : readListing(text);
}

function counted({ changes, listing }: SyncPlan): Omit<SyncOutcome, "source" | "listing"> {
  const added = changes.filter(({ status }) => status === "added").length;
  const deleted = changes.filter(({ status }) => status === "deleted").length;
  return { files: listing.size, added, modified: changes.length - added - deleted, deleted, salvaged: null };
}

function refuse(problems: readonly SelectionProblem[]): void {
  if (problems.length > 0) throw refusal(problems);
}

const refusal = (problems: readonly SelectionProblem[]) => new MillraceError("publish.selection", { problems });
