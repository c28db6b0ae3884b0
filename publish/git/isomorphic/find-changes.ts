import { readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import { isFsError } from "../../../src/kernel/fs-error.ts";
import { parentsOf } from "../covers.ts";
import type { GitFacts } from "../facts.ts";
import { byBytes, statusOf } from "../file-change.ts";
import { lstatOf } from "../lstat-of.ts";
import { findPlace } from "../place.ts";
import type { Changes, FileChange, FileState, Mode } from "../port.ts";
import { type IndexEntry, readIndex } from "../read-index.ts";
import type { TreeItem } from "../tree-level.ts";
import { hashFile } from "./hash-file.ts";
import { Ignores } from "./ignores.ts";
import type { Objects } from "./objects.ts";

/** What differs between HEAD's tree and the worktree, without the index's times where paths are given and with them otherwise. */
export async function findChanges(
  facts: GitFacts,
  objects: Objects,
  head: string | null,
  tree: string | null,
  paths?: readonly string[],
): Promise<Changes> {
  const look = new Look(facts);
  const before = new Map<string, TreeItem>();
  if (tree !== null && paths === undefined) for await (const [path, item] of objects.files(tree)) before.set(path, item);
  if (paths === undefined) look.directory("");
  for (const path of paths ?? []) {
    if (tree !== null) await noteBefore(objects, tree, path, before);
    look.path(path);
  }
  // Where something lies below what was a file, that file is gone.
  for (const path of look.found.keys())
    for (const parent of parentsOf(path)) if (tree !== null && paths) await noteFile(objects, tree, parent, before);
  if (paths) for (const path of before.keys()) if (!look.found.has(path) && !look.seen.has(path)) look.path(path);

  const changes: FileChange[] = [];
  for (const path of new Set([...before.keys(), ...look.found.keys()])) {
    const old = before.get(path);
    const was: FileState | null = old === undefined ? null : { mode: old.mode as Mode, oid: old.oid };
    const now = look.found.get(path) ?? null;
    if (now !== null && was !== null && facts.ignoresFileMode && now.mode !== "120000" && was.mode !== "120000") now.mode = was.mode;
    if (was?.oid === now?.oid && was?.mode === now?.mode) continue;
    changes.push({ path, status: statusOf(was, now), before: was, after: now, untracked: !look.isTracked(path) });
  }
  return { head, changes: changes.sort(byBytes), ignored: [...look.ignored].sort(), nested: [...look.nested].sort() };
}

async function noteBefore(objects: Objects, tree: string, path: string, before: Map<string, TreeItem>): Promise<void> {
  const item = await objects.at(tree, path);
  if (item?.mode === "40000") for await (const [below, file] of objects.files(item.oid, `${path}/`)) before.set(below, file);
  else if (item) before.set(path, item);
}

async function noteFile(objects: Objects, tree: string, path: string, before: Map<string, TreeItem>): Promise<void> {
  if (before.has(path)) return;
  const item = await objects.at(tree, path);
  if (item && item.mode !== "40000") before.set(path, item);
}

/** The worktree, as far as it was looked at. */
class Look {
  readonly found = new Map<string, FileState & { size: number }>();
  readonly ignored = new Set<string>();
  readonly nested = new Set<string>();
  readonly seen = new Set<string>();
  private readonly facts: GitFacts;
  private readonly ignores: Ignores;
  private readonly index = new Map<string, IndexEntry>();
  private readonly above = new Set<string>();
  private readonly indexMillis: number;

  constructor(facts: GitFacts) {
    this.facts = facts;
    this.ignores = new Ignores(facts);
    const path = join(facts.gitDirectory, "index");
    for (const entry of readIndex(path, 20)?.entries ?? []) {
      this.index.set(entry.path, entry);
      for (const parent of parentsOf(entry.path)) this.above.add(parent);
    }
    this.indexMillis = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }

  isTracked = (path: string): boolean => this.index.has(path);

  /** One path that was named. */
  path(path: string): void {
    this.seen.add(path);
    if (parentsOf(path).some((parent) => !lstatOf(join(this.facts.root, parent))?.isDirectory())) return;
    const stat = lstatOf(join(this.facts.root, path));
    if (stat === undefined) return;
    if (!this.index.has(path) && !this.above.has(path) && this.ignores.isIgnored(path, stat.isDirectory())) this.ignored.add(path);
    else this.entry(path, stat);
  }

  directory(directory: string): void {
    for (const name of namesIn(join(this.facts.root, directory))) {
      if (name === ".git") continue;
      const path = directory === "" ? name : `${directory}/${name}`;
      if (name.includes("\uFFFD")) throw new MillraceError("git.unreadable-name", { path });
      const stat = lstatOf(join(this.facts.root, path));
      if (stat === undefined) continue;
      const tracked = this.index.has(path) || this.above.has(path);
      if (tracked || !this.ignores.isIgnored(path, stat.isDirectory())) this.entry(path, stat);
    }
  }

  private entry(path: string, stat: Stats): void {
    const absolute = join(this.facts.root, path);
    if (!stat.isDirectory()) {
      if (stat.isFile() || stat.isSymbolicLink()) this.found.set(path, this.state(path, absolute, stat));
      return;
    }
    const inner = lstatOf(join(absolute, ".git")) === undefined ? null : findPlace(absolute);
    if (inner?.root === absolute && !this.above.has(path)) this.nested.add(path);
    else this.directory(path);
  }

  private state(path: string, absolute: string, stat: Stats): FileState & { size: number } {
    const mode: Mode = stat.isSymbolicLink() ? "120000" : (stat.mode & 0o100) === 0 ? "100644" : "100755";
    const known = this.index.get(path);
    // As git does: size and time say that a file is unchanged, unless it is as young as the index ("racy").
    const seconds = Math.floor(stat.mtimeMs / 1000);
    const isUnchanged =
      known !== undefined &&
      known.stage === 0 &&
      !known.intended &&
      known.size === stat.size &&
      known.mtimeSeconds === seconds &&
      Math.abs(known.mtimeNanos / 1e6 - (stat.mtimeMs - seconds * 1000)) < 0.01 &&
      stat.mtimeMs < Math.floor(this.indexMillis / 1000) * 1000 &&
      (known.mode & 0o170000) === (stat.mode & 0o170000);
    return isUnchanged ? { mode, oid: known.oid, size: stat.size } : { mode, ...readable(path, () => hashFile(absolute, stat)) };
  }
}

function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (isFsError(error)) throw new MillraceError("tree.unreadable", { path, problem: error.code });
    throw error;
  }
}

const namesIn = (directory: string): string[] => readable(directory, () => readdirSync(directory));
