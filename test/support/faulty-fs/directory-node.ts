import type { FileNode } from "./file-node.ts";
import type { Random } from "./random.ts";

export type Node = FileNode | DirectoryNode;

/** A directory: its entries as programs see them, and as they are on the platter. */
export class DirectoryNode {
  readonly kind = "directory";
  modified = 0;
  readonly seen = new Map<string, Node>();
  readonly durable = new Map<string, Node>();
}

interface EntryChange {
  directory: DirectoryNode;
  name: string;
  node: Node | null;
}

/** Changes of entries that are not yet durable. A rename is one: it arrives whole or not at all. */
export class Journal {
  #pending: EntryChange[][] = [];

  change(changes: EntryChange[]): void {
    for (const change of changes) apply(change.directory.seen, change);
    this.#pending.push(changes);
  }

  /** Makes durable whatever touches `directory`. */
  settle(directory: DirectoryNode): void {
    this.#pending = this.#pending.filter((changes) => {
      if (!changes.some((change) => change.directory === directory)) return true;
      for (const change of changes) apply(change.directory.durable, change);
      return false;
    });
  }

  /** What programs see below `root`, as a tree of its own of which everything is durable. */
  static twin(root: DirectoryNode): DirectoryNode {
    return twin(root, new Map());
  }

  /** The tree below `root` as it is found after a crash, made anew. */
  afterCrash(root: DirectoryNode, random: Random): DirectoryNode {
    for (const changes of this.#pending) {
      if (random() < 0.5) for (const change of changes) apply(change.directory.durable, change);
    }
    this.#pending = [];
    return survivor(root, random, new Map());
  }
}

function apply(entries: Map<string, Node>, { name, node }: EntryChange): void {
  if (node) entries.set(name, node);
  else entries.delete(name);
}

function twin(directory: DirectoryNode, made: Map<Node, Node>): DirectoryNode {
  const copy = new DirectoryNode();
  copy.modified = directory.modified;
  for (const [name, node] of directory.seen) {
    const other = made.get(node) ?? (node.kind === "file" ? node.twin() : twin(node, made));
    made.set(node, other);
    copy.seen.set(name, other);
    copy.durable.set(name, other);
  }
  return copy;
}

function survivor(directory: DirectoryNode, random: Random, made: Map<Node, Node>): DirectoryNode {
  const copy = new DirectoryNode();
  copy.modified = directory.modified;
  for (const [name, node] of directory.durable) {
    const kept = made.get(node) ?? (node.kind === "file" ? node.afterCrash(random) : survivor(node, random, made));
    made.set(node, kept);
    copy.seen.set(name, kept);
    copy.durable.set(name, kept);
  }
  return copy;
}
