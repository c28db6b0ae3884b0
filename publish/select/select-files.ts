import { matchingPaths } from "../../src/kernel/matching-paths.ts";
import type { Manifest, ManifestEntry } from "../manifest/manifest.ts";
import { ownStatePath } from "../manifest/own-state.ts";
import { escapes } from "./escapes.ts";
import type { SelectedFile, Selection, SelectionProblem } from "./selected-file.ts";
import type { SourceDisk } from "./source-disk.ts";
import { walk } from "./walk.ts";

export interface SelectOptions {
  disk: SourceDisk;
  /** What git ignores in the workspace; a directory stands for all that is in it. */
  ignored: ReadonlySet<string>;
  /** Never taken, whatever the manifest says: the staging worktree, where it lies in the workspace. */
  never: readonly string[];
}

/** The files that a manifest selects, and everything that stands in the way of copying them. Reads only. */
export function selectFiles(manifest: Pick<Manifest, "entries" | "exclude">, { disk, ignored, never }: SelectOptions): Selection {
  const files = new Map<string, SelectedFile>();
  const problems: SelectionProblem[] = [];
  const entries: Selection["entries"][number][] = [];
  for (const entry of manifest.entries) {
    const { path, to, required } = entry;
    const found = findEntry(disk, entry);
    if (found.kind === "missing") {
      if (required) problems.push({ kind: "missing", path, problem: `"${path}" is required and is not in the workspace` });
      entries.push({ path, to, required, kind: "missing", files: 0 });
      continue;
    }
    if (found.kind === "problem") {
      problems.push(found.problem);
      continue;
    }
    const walked = walk(
      disk,
      path,
      (child) => never.includes(child) || ownStatePath(child) || (!entry.ignored && child !== path && ignored.has(child)),
    );
    problems.push(...walked.problems);
    const wanted = new Set(
      chosen(
        manifest,
        entry,
        walked.files.map((file) => file.path),
      ),
    );
    let count = 0;
    for (const file of walked.files) {
      if (!wanted.has(file.path)) continue;
      const selected: SelectedFile = {
        from: file.path,
        to: placeOf(entry, file.path),
        kind: file.kind,
        executable: file.executable,
        size: file.size,
        sight: file.sight,
      };
      const other = files.get(selected.to);
      if (other && other.from !== selected.from) {
        problems.push({
          kind: "collision",
          path: selected.to,
          problem: `"${other.from}" and "${selected.from}" both go to "${selected.to}"`,
        });
        continue;
      }
      const problem = selected.kind === "symlink" ? escapes(selected, disk.readLink(file.path)) : null;
      if (problem) problems.push(problem);
      else if (!other) files.set(selected.to, selected);
      count++;
    }
    entries.push({ path, to, required, kind: found.kind, files: count });
  }
  const sorted = [...files.values()].sort((a, b) => (a.to < b.to ? -1 : Number(a.to > b.to)));
  return { files: sorted, problems: [...problems, ...filesAsDirectories(sorted)], entries };
}

type Found = { kind: "file" | "directory" | "missing" } | { kind: "problem"; problem: SelectionProblem };

/** An entry is followed only while it stays within the workspace: a directory on the way may be a link to elsewhere. */
function findEntry(disk: SourceDisk, { path }: ManifestEntry): Found {
  const real = disk.realDirectory(path);
  if (real === "missing") return { kind: "missing" };
  if (real === "outside")
    return { kind: "problem", problem: { kind: "escapes", path, problem: `"${path}" leads out of the workspace through a link` } };
  const facts = disk.facts(path);
  if (facts === null) return { kind: "missing" };
  return { kind: facts.kind === "directory" ? "directory" : "file" };
}

function chosen(
  manifest: Pick<Manifest, "entries" | "exclude">,
  { path, include, exclude }: ManifestEntry,
  paths: readonly string[],
): string[] {
  const dropped = new Set(matchingPaths(manifest.exclude, paths));
  const kept = paths.filter((candidate) => !dropped.has(candidate));
  if (include.length + exclude.length === 0) return kept;
  const inner = (candidate: string) =>
    path === "." ? candidate : candidate === path ? (path.split("/").at(-1) ?? path) : candidate.slice(path.length + 1);
  const taken = include.length === 0 ? null : new Set(matchingPaths(include, kept.map(inner)));
  const left = new Set(matchingPaths(exclude, kept.map(inner)));
  return kept.filter((candidate) => (taken === null || taken.has(inner(candidate))) && !left.has(inner(candidate)));
}

function placeOf({ path, to }: ManifestEntry, file: string): string {
  if (file === path) return to === "." ? (path.split("/").at(-1) ?? path) : to;
  const rest = path === "." ? file : file.slice(path.length + 1);
  return to === "." ? rest : `${to}/${rest}`;
}

/** A place cannot be a file for one entry and a directory for another. */
function filesAsDirectories(files: readonly SelectedFile[]): SelectionProblem[] {
  const places = new Map(files.map((file) => [file.to, file]));
  return files.flatMap((file) => {
    const above = ancestors(file.to).find((path) => places.has(path));
    if (above === undefined) return [];
    const problem = `"${places.get(above)?.from}" goes to "${above}" as a file, and "${file.from}" to "${file.to}" below it`;
    return [{ kind: "collision" as const, path: above, problem }];
  });
}

function ancestors(path: string): string[] {
  const names = path.split("/");
  return names.slice(1).map((_, at) => names.slice(0, at + 1).join("/"));
}
