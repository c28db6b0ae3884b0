import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Trees } from "../kernel/ports/trees.ts";
import { Git } from "./git/git.ts";
import { GitTrees } from "./git/git-trees.ts";
import { findRepository } from "./git/repository.ts";
import { wasKilled } from "./git/was-killed.ts";
import { ManifestTrees } from "./manifest/manifest-trees.ts";

export interface TreesOptions {
  /** The workspace; absolute. */
  root: string;
  /** For private indexes and manifests, made when needed; absolute. Indexes can be deleted, manifests are what `changed` reads. */
  directory: string;
  /** Part of the refs that `keep` writes, by which workspaces of one repository stay apart: the workspace's id. */
  namespace?: string;
  /** The git program, "git" by default. */
  program?: string;
}

/** The trees of a workspace: through git where the workspace lies in a usable repository, else by manifests, with the reason in `describe()`. */
export async function openTrees({ root, directory, namespace = "", program = "git" }: TreesOptions): Promise<Trees> {
  const found = await look(new Git(root, program), directory, namespace);
  if ("repository" in found) return new GitTrees(found.repository);
  return new ManifestTrees(root, directory, `${found.reason}; contents are not kept, so undo is unavailable`);
}

async function look(git: Git, directory: string, namespace: string): ReturnType<typeof findRepository> {
  try {
    return await findRepository(git, directory, namespace);
  } catch (error) {
    if (error instanceof MillraceError && !wasKilled(error)) return { reason: `git does not start: ${error.values.problem}` };
    throw error;
  }
}
