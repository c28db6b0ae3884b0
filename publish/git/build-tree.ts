import { rawName } from "../../src/delivery/git/text.ts";
import { treeId } from "../../src/delivery/git/tree-object.ts";
import type { FileChange } from "./port.ts";
import type { Level, Levels, TreeItem } from "./tree-level.ts";

type ObjectFormat = Parameters<typeof treeId>[0];

export interface BuiltTree {
  tree: string;
  /** The tree objects that may be new, by id. */
  made: Map<string, Buffer>;
}

interface Node {
  removed: Set<string>;
  files: Map<string, TreeItem>;
  below: Map<string, Node>;
}

/** The tree that `base` (null: empty) becomes by changes, computed in memory. Only directories with changes are read. */
export async function buildTree(
  objects: Levels,
  objectFormat: ObjectFormat,
  base: string | null,
  changes: readonly FileChange[],
): Promise<BuiltTree> {
  const root = emptyNode();
  for (const { path, after } of changes) {
    const names = rawName(path).split("/");
    const last = names.pop() ?? "";
    let node = root;
    for (const name of names) {
      const next = node.below.get(name) ?? emptyNode();
      node.below.set(name, next);
      node = next;
    }
    if (after) node.files.set(last, { mode: after.mode, oid: after.oid });
    else node.removed.add(last);
  }
  const made = new Map<string, Buffer>();
  const keep = (bytes: Buffer): string => {
    const oid = treeId(objectFormat, bytes);
    made.set(oid, bytes);
    return oid;
  };
  const tree = await build(objects, base, root, keep);
  return { tree: tree ?? keep(Buffer.alloc(0)), made };
}

const emptyNode = (): Node => ({ removed: new Set(), files: new Map(), below: new Map() });

/** Null: nothing is left, and git has no empty directories. */
async function build(objects: Levels, base: string | null, node: Node, keep: (bytes: Buffer) => string): Promise<string | null> {
  const level: Level = new Map(base === null ? [] : await objects.level(base));
  for (const name of node.removed) if (level.get(name)?.mode !== "40000") level.delete(name);
  // All at once: one answer after the other would take as many round trips as there are directories.
  const below = [...node.below].map(async ([name, next]) => {
    const old = level.get(name);
    return { name, old, tree: await build(objects, old?.mode === "40000" ? old.oid : null, next, keep) };
  });
  for (const { name, old, tree } of await Promise.all(below)) {
    if (tree !== null) level.set(name, { mode: "40000", oid: tree });
    else if (old?.mode === "40000") level.delete(name);
  }
  for (const [name, item] of node.files) level.set(name, item);
  return level.size === 0 ? null : keep(treeBytes(level));
}

/** git sorts by bytes, which latin1 text compares alike, a directory as if its name ended with a slash. */
function treeBytes(level: Level): Buffer {
  const items = [...level].map(([name, { mode, oid }]) => ({ key: mode === "40000" ? `${name}/` : name, head: `${mode} ${name}\0`, oid }));
  items.sort((one, other) => (one.key < other.key ? -1 : 1));
  const bytes = Buffer.allocUnsafe(items.reduce((size, { head, oid }) => size + head.length + oid.length / 2, 0));
  let at = 0;
  for (const { head, oid } of items) {
    at += bytes.write(head, at, "latin1");
    at += bytes.write(oid, at, "hex");
  }
  return bytes;
}
