import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { Git } from "./git/git.ts";
import { findRepository } from "./git/repository.ts";
import { dropRunRefs, listRunRefs, type RunRef } from "./git/run-refs.ts";

/** The git refs that keep trees of runs alive, as far as the workspace lies in a repository. */
export interface RunRefs {
  list(runs: readonly string[]): Promise<RunRef[]>;
  drop(refs: readonly RunRef[]): Promise<void>;
}

/** Null without git. `namespace` is the workspace's id, `directory` where private files of git may go; both as `openTrees` takes them. */
export async function openRunRefs(root: string, directory: string, namespace: string): Promise<RunRefs | null> {
  try {
    const found = await findRepository(new Git(root, "git"), directory, namespace);
    if (!("repository" in found)) return null;
    const { repository } = found;
    return { list: (runs) => listRunRefs(repository, runs), drop: (refs) => dropRunRefs(repository, refs) };
  } catch (error) {
    if (error instanceof MillraceError) return null;
    throw error;
  }
}
