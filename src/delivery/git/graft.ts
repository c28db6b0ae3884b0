import { OWN_DIRECTORY } from "../own-directory.ts";
import type { Repository } from "./repository.ts";
import { rawName } from "./text.ts";
import { type TreeEntry, treeEntries, withEntry } from "./tree-entries.ts";
import { emptyTree } from "./tree-object.ts";

/**
 * The part of a repository's tree that is the workspace, in the form that `record` gives: the workspace's folder, without
 * the runtime's own directory. `root` is a tree or a commit.
 */
export async function workspaceTree(repository: Repository, root: string): Promise<string> {
  const { git, prefix, algorithm } = repository;
  const levels = await descend(repository, root);
  const tree = levels[prefix.length];
  if (!tree) return emptyTree(algorithm);
  const entries = await treeEntries(git, tree);
  return entries.some(({ name }) => name === OWN_DIRECTORY) ? withEntry(git, tree, OWN_DIRECTORY, null) : tree;
}

/** The tree of the whole repository after a delivery: `root` (null: none yet), with a recorded tree in the place of the workspace. */
export async function graft(repository: Repository, root: string | null, recorded: string): Promise<string> {
  const { git, prefix, algorithm } = repository;
  const levels = root ? await descend(repository, root) : [];
  const before = levels[prefix.length];
  const own = before ? (await treeEntries(git, before)).find(({ name }) => name === OWN_DIRECTORY) : undefined;
  let tree = own ? await withEntry(git, recorded, OWN_DIRECTORY, own) : recorded;
  for (let depth = prefix.length - 1; depth >= 0; depth--) {
    const name = rawName(prefix[depth] ?? "");
    // git has no empty directories: an emptied workspace leaves its parent.
    const entry: TreeEntry | null = tree === emptyTree(algorithm) ? null : { mode: "040000", type: "tree", id: tree, name };
    tree = await withEntry(git, levels[depth] ?? null, name, entry);
  }
  return tree;
}

/** The trees from the root of the repository down to the workspace, as far as they exist. */
async function descend({ git, prefix }: Repository, root: string): Promise<string[]> {
  const levels = [await git.line(["rev-parse", `${root}^{tree}`])];
  for (const [depth, name] of prefix.entries()) {
    const found = (await treeEntries(git, levels[depth] ?? "")).find((entry) => entry.name === rawName(name));
    if (found?.type !== "tree") break;
    levels.push(found.id);
  }
  return levels;
}
