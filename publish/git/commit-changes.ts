import type { CommitInfo, FileChange } from "./port.ts";
import { type SizedLevels, treeChanges } from "./tree-changes.ts";

/** What a commit brings: the paths that it has otherwise than each of its parents, as compared with the first. */
export async function commitChanges(
  objects: SizedLevels,
  { tree, parents }: Pick<CommitInfo, "tree" | "parents">,
  treeOf: (commit: string) => Promise<string>,
): Promise<FileChange[]> {
  const [first, ...others] = await Promise.all(
    (parents.length === 0 ? [null] : parents).map(async (parent) =>
      treeChanges(objects, parent === null ? null : await treeOf(parent), tree),
    ),
  );
  const elsewhere = others.map((changes) => new Set(changes.map(({ path }) => path)));
  return (first ?? []).filter(({ path }) => elsewhere.every((changed) => changed.has(path)));
}
