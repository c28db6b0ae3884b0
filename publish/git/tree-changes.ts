import { readable } from "../../src/delivery/git/text.ts";
import { byBytes, statusOf } from "./file-change.ts";
import type { FileChange, FileState } from "./port.ts";
import type { Level, Levels, TreeItem } from "./tree-level.ts";

/** Trees by level, and the sizes of blobs. */
export interface SizedLevels extends Levels {
  /** Bytes of a blob. */
  size(oid: string): Promise<number>;
}

/** What differs between two trees (null: empty). Only directories that differ are read. */
export async function treeChanges(objects: SizedLevels, before: string | null, after: string | null): Promise<FileChange[]> {
  const changes: FileChange[] = [];
  const stateOf = (item: TreeItem | undefined): FileState | null =>
    item === undefined || item.mode === "40000" ? null : { mode: item.mode, oid: item.oid };
  const level = async (tree: string | null): Promise<Level> => (tree === null ? new Map() : await objects.level(tree));
  const below = (item: TreeItem | undefined): string | null => (item?.mode === "40000" ? item.oid : null);
  const compare = async (old: string | null, now: string | null, prefix: string): Promise<void> => {
    const [was, is] = [await level(old), await level(now)];
    for (const name of new Set([...was.keys(), ...is.keys()])) {
      const [one, other] = [was.get(name), is.get(name)];
      if (one?.oid === other?.oid && one?.mode === other?.mode) continue;
      const path = `${prefix}${readable(name)}`;
      const [from, to] = [stateOf(one), stateOf(other)];
      if (from !== null || to !== null) {
        const size = to === null || to.mode === "160000" ? 0 : await objects.size(to.oid);
        changes.push({ path, status: statusOf(from, to), before: from, after: to && { ...to, size }, untracked: false });
      }
      if (below(one) !== null || below(other) !== null) await compare(below(one), below(other), `${path}/`);
    }
  };
  if (before !== after) await compare(before, after, "");
  return changes.sort(byBytes);
}
