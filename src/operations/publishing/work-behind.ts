import { findManifest } from "../../../publish/manifest/find-manifest.ts";
import type { WorkBehind } from "../../../publish/preflight/facts.ts";
import { isStale } from "../../../publish/preflight/is-stale.ts";
import { openSourceDisk } from "../../../publish/select/open-source-disk.ts";
import { selectFiles } from "../../../publish/select/select-files.ts";
import type { PublishSettings } from "../../../publish/settings.ts";
import { readListing } from "../../../publish/sync/listing.ts";
import { realStagingDisk } from "../../../publish/sync/open-staging-disk.ts";
import { readSightings } from "../../../publish/sync/sightings.ts";
import { textOrNull } from "../../log/text-or-null.ts";
import { countOf, dayAt } from "../../state/day.ts";
import type { Publication } from "../../state/publication.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";
import { withView } from "../view/with-view.ts";
import { ignoredPaths } from "./ignored-paths.ts";
import { neverSelected } from "./never-selected.ts";
import { publishDirectory } from "./publish-directory.ts";

/** Phases in which a root spec needs nothing any more. */
const over = new Set(["done", "archived", "cancelled", "removed", "handed_off"]);

export interface KnownWork extends Omit<WorkBehind, "everOwned" | "approval"> {
  publication: Publication;
  /** Files of the staging worktree as the last sync left them. */
  staged: ReadonlyMap<string, string>;
}

/** What the workspace knows of what is staged. Reads only. */
export async function workBehind(context: OperationContext, settings: PublishSettings): Promise<KnownWork> {
  const today = dayAt(context.world.clock.wall());
  const looked = await withView(context, ({ head, items }) => {
    const specs = items({ kinds: ["spec"] });
    return {
      publication: head.publication,
      liveRuns: head.runs.size,
      attempts: { today: countOf(head.day, today).attempts, limit: head.policy.attemptsPerDay },
      held: items({ phases: ["queued"] })
        .filter(({ held }) => held.length > 0)
        .map(({ id }) => id),
      openRoots: specs.filter(({ phase }) => !over.has(phase)).map(({ id, phase }) => ({ item: id, phase })),
    };
  });
  const { synced, verified } = looked.publication;
  const text = synced && textOrNull(context.world.fs, layoutOf(settings.root).log, synced.listing);
  if (synced === null || text === null) return { ...looked, synced: null, stale: false, evidence: null, staged: new Map() };
  const { root } = settings;
  const listing = readListing(text);
  const seen = readSightings(context.world.fs, publishDirectory(root), synced.listing);
  const manifest = await findManifest(context.world.fs, root, settings.manifest);
  const ignored = await ignoredPaths(root);
  const { files } = selectFiles(manifest, { disk: openSourceDisk(root), ignored, never: neverSelected(settings) });
  const source = synced.source?.id ?? null;
  const proof = verified.find(({ tree }) => tree === source);
  return {
    ...looked,
    synced: { source, listing },
    stale: isStale(realStagingDisk, root, files, listing, seen.source),
    staged: seen.staged,
    evidence: proof === undefined ? null : { run: proof.run, checks: proof.checks, seq: proof.at },
  };
}
