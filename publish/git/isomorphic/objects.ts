import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { rawName, readable } from "../../../src/delivery/git/text.ts";
import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import type { GitFacts } from "../facts.ts";
import { type PlacedObject, placeObjects } from "../place-objects.ts";
import type { SizedLevels } from "../tree-changes.ts";
import { type Level, parseTree, type TreeItem } from "../tree-level.ts";
import { guardedFs } from "./guarded-fs.ts";

/** An object that may not be there yet. */
export interface NewObject {
  type: "blob" | "tree" | "commit" | "tag";
  oid: string;
  content: Uint8Array;
}

/** Objects of a repository: read by isomorphic-git, with one cache for the port's life; written as loose objects, whole and durable. */
export class Objects implements SizedLevels {
  readonly cache: object = {};
  readonly gitdir: string;
  private readonly facts: GitFacts;
  private readonly levels = new Map<string, Level>();

  constructor(facts: GitFacts) {
    this.facts = facts;
    this.gitdir = facts.commonDirectory;
  }

  /** Throws `git.unknown-object`; also where it is of another type. */
  async read(oid: string, type: "blob" | "tree" | "commit" | "tag"): Promise<Uint8Array> {
    const found = await this.find(oid);
    if (found?.type !== type) throw new MillraceError("git.unknown-object", { object: oid, repository: this.facts.root });
    return found.content;
  }

  async find(oid: string): Promise<{ type: string; content: Uint8Array } | null> {
    const git = await import("isomorphic-git");
    try {
      const { type, object } = await git.readObject({
        fs: guardedFs(() => false),
        gitdir: this.gitdir,
        oid,
        format: "content",
        cache: this.cache,
      });
      if (!(object instanceof Uint8Array)) return null;
      return { type, content: object };
    } catch (error) {
      if (error instanceof git.Errors.NotFoundError) return null;
      throw error;
    }
  }

  async size(oid: string): Promise<number> {
    return (await this.read(oid, "blob")).length;
  }

  async level(tree: string): Promise<Level> {
    const known = this.levels.get(tree);
    if (known) return known;
    const level = parseTree(Buffer.from(await this.read(tree, "tree")), "sha1");
    this.levels.set(tree, level);
    return level;
  }

  /** What a tree holds at a path; null: nothing. */
  async at(tree: string, path: string): Promise<TreeItem | null> {
    let item: TreeItem = { mode: "40000", oid: tree };
    for (const name of rawName(path).split("/")) {
      if (item.mode !== "40000") return null;
      const next = (await this.level(item.oid)).get(name);
      if (next === undefined) return null;
      item = next;
    }
    return item;
  }

  /** Every file of a tree, by path. */
  async *files(tree: string, prefix = ""): AsyncGenerator<[path: string, item: TreeItem]> {
    for (const [name, item] of await this.level(tree)) {
      if (item.mode === "40000") yield* this.files(item.oid, `${prefix}${readable(name)}/`);
      else yield [`${prefix}${readable(name)}`, item];
    }
  }

  /** Writes loose objects, in this order. */
  async write(objects: Iterable<NewObject>): Promise<void> {
    await placeObjects(this.placed(objects));
  }

  private *placed(objects: Iterable<NewObject>): Generator<PlacedObject> {
    for (const { type, oid, content } of objects) {
      const to = join(this.gitdir, "objects", oid.slice(0, 2), oid.slice(2));
      yield { to, bytes: () => deflateSync(Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]), { level: 1 }) };
    }
  }
}
