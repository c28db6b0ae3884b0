import type { Random } from "./random.ts";

type Change = { kind: "write"; position: number; bytes: Uint8Array } | { kind: "truncate"; size: number };

/** Bytes that grow. */
class Content {
  #bytes = new Uint8Array(0);
  size = 0;

  static from(bytes: Uint8Array): Content {
    const content = new Content();
    content.apply({ kind: "write", position: 0, bytes });
    return content;
  }

  apply(change: Change): void {
    const size = change.kind === "truncate" ? change.size : Math.max(this.size, change.position + change.bytes.length);
    if (size > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(size, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, this.size));
      this.#bytes = grown;
    }
    if (size < this.size) this.#bytes.fill(0, size, this.size);
    this.size = size;
    if (change.kind === "write") this.#bytes.set(change.bytes, change.position);
  }

  view(): Uint8Array {
    return this.#bytes.subarray(0, this.size);
  }
}

/** A file: what programs see, what is on the platter, and the changes in between. */
export class FileNode {
  readonly kind = "file";
  modified = 0;
  mode = 0o644;
  readonly #seen: Content;
  readonly #durable: Content;
  #pending: Change[] = [];

  constructor(bytes = new Uint8Array(0)) {
    this.#seen = Content.from(bytes);
    this.#durable = Content.from(bytes);
  }

  get size(): number {
    return this.#seen.size;
  }

  view(): Uint8Array {
    return this.#seen.view();
  }

  /** Whether what programs see from that byte on is on the platter. */
  isDurable(from: number): boolean {
    return Buffer.compare(this.#seen.view().subarray(from), this.#durable.view().subarray(from)) === 0;
  }

  write(position: number, bytes: Uint8Array): void {
    this.#change({ kind: "write", position, bytes: bytes.slice() });
  }

  truncate(size: number): void {
    this.#change({ kind: "truncate", size });
  }

  /** What is pending now: a sync makes just this durable. */
  pending(): readonly Change[] {
    return [...this.#pending];
  }

  settle(changes: readonly Change[]): void {
    for (const change of changes) this.#durable.apply(change);
    this.lose(changes);
  }

  /** After a failed sync the kernel calls pages clean that never reached the disk. */
  lose(changes: readonly Change[]): void {
    const gone = new Set(changes);
    this.#pending = this.#pending.filter((change) => !gone.has(change));
  }

  /** Another file with what programs see in this one, all of it durable. */
  twin(): FileNode {
    const node = new FileNode(this.view().slice());
    node.modified = this.modified;
    node.mode = this.mode;
    return node;
  }

  /** The file as it is found after a crash: each pending change arrived, did not, or in part. */
  afterCrash(random: Random): FileNode {
    const content = Content.from(this.#durable.view());
    for (const change of this.#pending) {
      const luck = random();
      if (luck < 0.35) continue;
      if (change.kind === "truncate" || luck < 0.6) content.apply(change);
      else content.apply(torn(change.position, change.bytes, random));
    }
    const node = new FileNode(content.view().slice());
    node.modified = this.modified;
    node.mode = this.mode;
    return node;
  }

  #change(change: Change): void {
    this.#seen.apply(change);
    this.#pending.push(change);
  }
}

/** Part of a write: its beginning, or its end behind a hole. */
function torn(position: number, bytes: Uint8Array, random: Random): Change {
  const cut = Math.floor(random() * (bytes.length + 1));
  if (random() < 0.75) return { kind: "write", position, bytes: bytes.subarray(0, cut) };
  return { kind: "write", position: position + cut, bytes: bytes.subarray(cut) };
}
