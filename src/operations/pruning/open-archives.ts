import { isAbsolute, join, resolve } from "node:path";
import { archivesOf } from "../../engine/archives-of.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import type { World } from "../../kernel/world.ts";
import { archiveFs, type OpenedArchive } from "../../log/archive/archive-fs.ts";
import { readManifest } from "../../log/archive/manifest.ts";
import { logStart } from "../../log/log-start.ts";
import { layoutOf, relativeLayout } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";

/** The archives that lie in a directory: it is one itself, or holds some. Throws `archive.none`. */
export function openArchives(fs: Fs, directory: string): OpenedArchive[] {
  const found = [directory, ...fs.list(directory).map((name) => join(directory, name))].flatMap((one) => {
    const manifest = one.endsWith(".partial") ? null : readManifest(fs, one);
    return manifest ? [{ directory: one, ...manifest }] : [];
  });
  if (found.length === 0) throw new MillraceError("archive.none", { directory });
  return found.sort((a, b) => (a.manifest.log?.from ?? 0) - (b.manifest.log?.from ?? 0));
}

/**
 * The world in which what these archives hold was never moved; the caller's own where `asked` is undefined. Only archives that the
 * workspace's log names are taken. Throws `archive.none` and `archive.foreign`.
 */
export function worldWith(context: OperationContext, asked: string | undefined): World {
  const { world } = context;
  if (asked === undefined) return world;
  const agents = join(context.root(), relativeLayout.agents);
  return { ...world, fs: archiveFs(world.fs, agents, archivesFor(context, asked)) };
}

/** The same context with that world. */
export function contextWith(context: OperationContext, asked: string | undefined): OperationContext {
  return asked === undefined ? context : { ...context, world: worldWith(context, asked) };
}

/** The archives of this workspace that lie in a directory. Throws `archive.none` and `archive.foreign`. */
export function archivesFor(context: OperationContext, asked: string): OpenedArchive[] {
  const { world } = context;
  const root = context.root();
  const directory = isAbsolute(asked) ? asked : resolve(context.directory ?? root, asked);
  const known = new Set(archivesOf(world.fs, root).map(({ sha256 }) => sha256));
  const archives = openArchives(world.fs, directory);
  const ours = archives.filter(({ sha256 }) => known.has(sha256));
  if (ours.length === 0)
    throw new MillraceError("archive.foreign", { directory, problem: "its manifest is not one that the log names, or was changed" });
  refuseGap(ours, logStart(world.fs, layoutOf(root).log)?.seq ?? 0);
  return ours;
}

/** Archives are a part of the chain: between them and the log nothing may lack. */
function refuseGap(archives: readonly OpenedArchive[], through: number): void {
  const logs = archives.flatMap(({ directory, manifest }) => (manifest.log ? [{ directory, ...manifest.log }] : []));
  for (const [index, { directory, to }] of logs.entries()) {
    const next = logs[index + 1]?.from ?? through + 1;
    if (next > to + 1) throw new MillraceError("archive.gap", { directory, from: to + 1, to: next - 1 });
  }
}
