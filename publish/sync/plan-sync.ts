import { join } from "node:path";
import { isFsError } from "../../src/kernel/fs-error.ts";
import type { SelectedFile, SelectionProblem } from "../select/selected-file.ts";
import { type Fingerprint, type Listing, sameFingerprint } from "./listing.ts";
import type { StagingDisk } from "./staging-disk.ts";
import type { StagedChange, SyncPlan } from "./sync-plan.ts";

export interface PlanSyncOptions {
  disk: StagingDisk;
  /** The workspace; absolute. */
  root: string;
  /** The staging worktree; absolute. */
  staging: string;
  files: readonly SelectedFile[];
  /** What the last sync put there. */
  owned: Listing;
}

export type PlannedSync = { plan: SyncPlan } | { problems: readonly SelectionProblem[] };

/** Compares what is selected with what is staged, by content. Reads only. */
export function planSync({ disk, root, staging, files, owned }: PlanSyncOptions): PlannedSync {
  const listing = new Map<string, Fingerprint>();
  const write: SyncPlan["write"][number][] = [];
  const keep: string[] = [];
  const drop: string[] = [];
  const salvage: string[] = [];
  const changes: StagedChange[] = [];
  const problems: SelectionProblem[] = [];
  const at = (path: string) => join(staging, path);

  for (const file of files) {
    const print = readable(disk, root, file.from, problems);
    if (print === null) continue;
    listing.set(file.to, print);
    const staged = disk.facts(at(file.to));
    const now = staged && staged.kind !== "directory" ? disk.fingerprint(at(file.to)) : null;
    if (sameFingerprint(now, print)) {
      keep.push(file.to);
      continue;
    }
    write.push({ file, print });
    changes.push({ path: file.to, status: statusOf(staged?.kind ?? null, now, print) });
    if (staged === null || staged.kind === "directory") continue;
    drop.push(file.to);
    if (!sameFingerprint(now, owned.get(file.to))) salvage.push(file.to);
  }
  for (const [path, print] of owned) {
    if (listing.has(path)) continue;
    const now = disk.fingerprint(at(path));
    if (now === null) continue;
    drop.push(path);
    changes.push({ path, status: "deleted" });
    if (!sameFingerprint(now, print)) salvage.push(path);
  }
  problems.push(...unusableNames({ disk, at, listing }), ...occupied({ disk, at, listing, drop: new Set(drop) }));
  if (problems.length > 0) return { problems };
  const ordered = changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { plan: { changes: ordered, write, keep, drop, salvage, listing } };
}

function readable(disk: StagingDisk, root: string, path: string, problems: SelectionProblem[]): Fingerprint | null {
  try {
    const print = disk.fingerprint(join(root, path));
    if (print === null) problems.push({ kind: "missing", path, problem: `"${path}" went away while it was read` });
    return print;
  } catch (error) {
    if (!isFsError(error)) throw error;
    problems.push({ kind: "unreadable", path, problem: `"${path}" cannot be read (${error.code})` });
    return null;
  }
}

/** What lies beside the files of the new tree is carried over by its name, which must be one. */
function unusableNames({ disk, at, listing }: Omit<Places, "drop">): SelectionProblem[] {
  const directories = new Set(["", ...[...listing.keys()].flatMap((path) => ancestors(path))]);
  return [...directories].flatMap((directory) => {
    if (disk.facts(at(directory))?.kind !== "directory" || !disk.list(at(directory)).some((name) => name.includes("\uFFFD"))) return [];
    const problem = `A name in ${directory === "" ? "the staging worktree" : `"${directory}" of the staging worktree`} is not UTF-8`;
    return [{ kind: "unusable-name" as const, path: directory, problem }];
  });
}

function ancestors(path: string): string[] {
  const names = path.split("/");
  return names.slice(1).map((_, at) => names.slice(0, at + 1).join("/"));
}

function statusOf(kind: string | null, now: Fingerprint | null, print: Fingerprint): StagedChange["status"] {
  if (kind === null) return "added";
  if (now === null || (now.mode === "symlink") !== (print.mode === "symlink")) return "type";
  return now.sha256 === print.sha256 ? "mode" : "modified";
}

interface Places {
  disk: StagingDisk;
  at: (path: string) => string;
  listing: Listing;
  drop: ReadonlySet<string>;
}

/** Where a file is to stand, no directory with files of somebody else may be; nor one of their files where a directory is to be. */
function occupied({ disk, at, listing, drop }: Places): SelectionProblem[] {
  const problems: SelectionProblem[] = [];
  const directories = new Set<string>();
  for (const path of listing.keys()) {
    if (disk.facts(at(path))?.kind === "directory") {
      const stranger = firstStranger(disk, at, path, drop);
      if (stranger)
        problems.push(collision(path, `"${path}" is to be a file, but its directory holds "${stranger}", which no sync has put there`));
    }
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const above = path.slice(0, end);
      if (directories.has(above)) break;
      directories.add(above);
      const facts = disk.facts(at(above));
      if (facts !== null && facts.kind !== "directory" && !drop.has(above)) {
        problems.push(collision(above, `"${above}" is to be a directory, but is a ${facts.kind} that no sync has put there`));
      }
    }
  }
  return problems;
}

function firstStranger(disk: StagingDisk, at: (path: string) => string, directory: string, drop: ReadonlySet<string>): string | undefined {
  for (const name of disk.list(at(directory))) {
    const path = `${directory}/${name}`;
    const inner = disk.facts(at(path))?.kind === "directory" ? firstStranger(disk, at, path, drop) : drop.has(path) ? undefined : path;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

const collision = (path: string, problem: string): SelectionProblem => ({ kind: "collision", path, problem });
