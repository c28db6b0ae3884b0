import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { OWN_DIRECTORY } from "../own-directory.ts";
import type { Repository } from "./repository.ts";
import { seedIndex } from "./seed-index.ts";
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
  await seedIndex(repository, path);
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

function stateOf(index: string): string {
  const stat = statSync(index, { throwIfNoEntry: false, bigint: true });
  const facts = stat ? `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}` : "none";
  return createHash("sha256").update(facts).digest("hex").slice(0, 16);
}
