import { join } from "node:path";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { placeOf } from "../log/archive/find-archive.ts";
import { type ArchiveManifest, parseManifest } from "../log/archive/manifest.ts";
import { loadText } from "../log/load-text.ts";
import { logStart, newestPruned } from "../log/log-start.ts";
import { layoutOf, relativeLayout } from "../workspace/layout.ts";
import { beginningState } from "./load-state.ts";

/** An archive of this workspace as its log tells of it. */
export interface KnownArchive {
  sha256: string;
  manifest: ArchiveManifest;
}

/** The archives that the log names, the newest first, by their manifests, which it keeps. */
export function archivesOf(fs: Fs, root: string): KnownArchive[] {
  const { log } = layoutOf(root);
  const newest = newestPruned(fs, log);
  const found: KnownArchive[] = [];
  const seen = new Set<string>();
  let next = newest?.data.archive.manifest ?? null;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    const manifest = manifestOf(fs, log, next);
    if (!manifest) break;
    found.push({ sha256: next, manifest });
    next = manifest.previous;
  }
  return found;
}

/** Throws `log.archived`, with the archive and where it was left, for an event or a run that was pruned; nothing for any other. */
export function refuseArchived(fs: Fs, root: string, asked: { seq: number } | { run: string }): void {
  const start = logStart(fs, layoutOf(root).log);
  if (!start?.pruned || ("seq" in asked && asked.seq > start.seq)) return;
  const seq = "seq" in asked ? asked.seq : beganAt(fs, root, asked.run);
  if (seq === null) return;
  const archive = archivesOf(fs, root).find(({ manifest: { log } }) => log !== null && log.from <= seq && seq <= log.to);
  const name = archive?.manifest.name ?? null;
  const place = name === null ? null : placeOf(fs, join(root, relativeLayout.agents), name);
  const what = "seq" in asked ? `Event ${asked.seq}` : `Run "${asked.run}"`;
  throw new MillraceError("log.archived", { what, archive: name, place });
}

/** The event by which a run began before the first one that the log holds; null for any other run. */
function beganAt(fs: Fs, root: string, run: string): number | null {
  const { finishedRuns, runs } = beginningState(fs, layoutOf(root).log);
  return (finishedRuns.get(run) ?? runs.get(run))?.startedAt ?? null;
}

function manifestOf(fs: Fs, directory: string, hash: string): ArchiveManifest | null {
  try {
    return parseManifest(loadText(fs, directory, hash));
  } catch (error) {
    if (error instanceof MillraceError) return null;
    throw error;
  }
}
