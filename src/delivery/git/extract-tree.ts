import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { materialise } from "./materialise.ts";
import { rawDiff } from "./raw-diff.ts";
import type { Repository } from "./repository.ts";
import { emptyTree } from "./tree-object.ts";

const SUBMODULE = "160000";

/** Writes all files of a tree into a directory that does not exist yet; it appears whole or not at all. Gives the number of files. */
export async function extractTree(repository: Repository, tree: string, directory: string): Promise<number> {
  const changes = await rawDiff(repository.git, emptyTree(repository.algorithm), tree);
  const files = changes.flatMap(({ modes, ids, path }) => (modes[1] === SUBMODULE ? [] : [{ mode: modes[1], id: ids[1], path }]));
  const made = await materialise(repository, files, dirname(directory));
  try {
    if (statSync(made.root, { throwIfNoEntry: false }) === undefined) mkdirSync(made.root, { recursive: true });
    renameSync(made.root, directory);
  } finally {
    rmSync(made.directory, { recursive: true, force: true });
  }
  return files.length;
}
