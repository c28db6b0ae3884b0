import { readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import { buildTree } from "../build-tree.ts";
import { personText } from "../commit-text.ts";
import type { GitFacts } from "../facts.ts";
import type { FileChange } from "../port.ts";
import type { Obstacle, Store } from "../store.ts";
import { findChanges } from "./find-changes.ts";
import { objectId } from "./hash-file.ts";
import type { NewObject, Objects } from "./objects.ts";
import { treeOf } from "./tree-of.ts";
import { updateIndex } from "./update-index.ts";
import { updateRef } from "./update-ref.ts";

/** Writes objects, refs and the index as git does: each under its lock, whole, durable. */
export class IsomorphicStore implements Store {
  private readonly facts: GitFacts;
  private readonly objects: Objects;
  private pending: { trees: ReadonlyMap<string, Buffer>; changes: readonly FileChange[] } = { trees: new Map(), changes: [] };

  constructor(facts: GitFacts, objects: Objects) {
    this.facts = facts;
    this.objects = objects;
  }

  async prepare(base: string | null, changes: readonly FileChange[]): Promise<string> {
    const baseTree = await treeOf(this.objects, base);
    const now = await findChanges(
      this.facts,
      this.objects,
      base,
      baseTree,
      changes.map(({ path }) => path),
    );
    const { tree, made } = await buildTree(this.objects, "sha1", baseTree, now.changes);
    this.pending = { trees: made, changes: now.changes };
    return tree;
  }

  async keep(): Promise<void> {
    await this.objects.write(this.pendingObjects());
  }

  async writeObject(type: "commit" | "tag", content: Uint8Array): Promise<string> {
    const oid = objectId(type, content);
    await this.objects.write([{ type, oid, content }]);
    return oid;
  }

  /** What others refer to goes first. */
  private *pendingObjects(): Generator<NewObject> {
    for (const { path, after } of this.pending.changes) {
      if (after === null) continue;
      const absolute = join(this.facts.root, path);
      const content = after.mode === "120000" ? readlinkSync(absolute, { encoding: "buffer" }) : readFileSync(absolute);
      const actual = objectId("blob", content);
      if (actual !== after.oid) throw new MillraceError("git.plan-changed", { planned: `${after.oid} at ${path}`, actual });
      yield { type: "blob", oid: actual, content };
    }
    for (const [oid, content] of this.pending.trees) yield { type: "tree", oid, content };
  }

  updateRef(ref: string, oid: string, expected: string | null, note: string): Promise<boolean> {
    const identity = this.facts.identity ?? { name: "Millrace", email: "millrace@localhost" };
    const who = personText({ ...identity, seconds: Math.floor(Date.now() / 1000), zone: "+0000" });
    return Promise.resolve(updateRef(this.facts, { ref, oid, expected, note, who }));
  }

  indexObstacle(_before: string, changes: readonly FileChange[]): Promise<Obstacle | null> {
    const found = updateIndex(this.facts.root, this.index(), changes, "try");
    if (found === null) return Promise.resolve(null);
    return Promise.resolve(
      found.locked ? { code: "git.index-locked", values: { lock: `${this.index()}.lock` } } : { code: "git.staged", values: found },
    );
  }

  followIndex(_before: string, changes: readonly FileChange[]): Promise<string | null> {
    return Promise.resolve(updateIndex(this.facts.root, this.index(), changes, "write")?.problem ?? null);
  }

  private index(): string {
    return join(this.facts.gitDirectory, "index");
  }
}
