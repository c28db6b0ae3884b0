import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { OWN_DIRECTORY } from "../own-directory.ts";
import type { Repository } from "./repository.ts";
import { unhide } from "./unhide.ts";

/**
 * An index of our own that starts as a copy of the operator's, so that git finds most files unchanged by their times.
 * It is named by the state of the operator's index: when that changes (a switch, an add, a commit), so may which files count as
 * tracked, and a new copy is made. It can be deleted at any time.
 */
export async function privateIndex(repository: Repository): Promise<string> {
  const { index, directory, git } = repository;
  const name = `index-${stateOf(index)}`;
  const path = join(directory, name);
  mkdirSync(directory, { recursive: true });
  const others = readdirSync(directory).filter((other) => other.startsWith("index-") && !other.startsWith(name));
  if (statSync(path, { throwIfNoEntry: false }) && others.length === 0) return path;
  for (const other of others) rmSync(join(directory, other), { force: true });
  await seed(repository, path);
  const env = { GIT_INDEX_FILE: path };
  // What the operator tracks of our directory must not enter a tree either.
  await git.must(["rm", "-r", "-f", "-q", "--cached", "--sparse", "--ignore-unmatch", "--", OWN_DIRECTORY], { env });
  await unhide(repository, env);
  return path;
}

/** Forgets the private index: the next one is made afresh. For an index that a crash left locked or broken. */
export function dropPrivateIndex({ directory }: Repository): void {
  for (const name of readdirSync(directory).filter((other) => other.startsWith("index-"))) rmSync(join(directory, name), { force: true });
}

async function seed({ index, git }: Repository, path: string): Promise<void> {
  const original = statSync(index, { throwIfNoEntry: false });
  rmSync(path, { force: true });
  if (!original) {
    await git.must(["read-tree", "--empty"], { env: { GIT_INDEX_FILE: path } });
    return;
  }
  const copy = `${path}.new`;
  copyFileSync(index, copy);
  // git takes a file for unchanged only if it is older than the index. A copy that looked younger than its original would hide
  // a change made in the same second (git's "racy" rule), so the copy is dated back, to the full second below.
  const seconds = Math.floor(original.mtimeMs / 1000);
  utimesSync(copy, seconds, seconds);
  renameSync(copy, path);
}

function stateOf(index: string): string {
  const stat = statSync(index, { throwIfNoEntry: false, bigint: true });
  const facts = stat ? `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}` : "none";
  return createHash("sha256").update(facts).digest("hex").slice(0, 16);
}
