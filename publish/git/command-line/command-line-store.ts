import { join } from "node:path";
import { followCommit, mergeIndex } from "../../../src/delivery/git/follow-index.ts";
import type { Git } from "../../../src/delivery/git/git.ts";
import { emptyTree } from "../../../src/delivery/git/tree-object.ts";
import type { GitFacts } from "../facts.ts";
import type { FileChange } from "../port.ts";
import { readHead } from "../ref-files.ts";
import type { Obstacle, Store } from "../store.ts";
import { type FindTools, findChanges } from "./find-changes.ts";
import type { ObjectReader } from "./object-reader.ts";
import type { Scratch } from "./scratch.ts";
import { writeTree } from "./write-tree.ts";

/** Writes through git's plumbing. */
export class CommandLineStore implements Store {
  private readonly git: Git;
  private readonly facts: GitFacts;
  private readonly scratch: Scratch;
  private readonly objects: ObjectReader;

  constructor({ git, facts, scratch, objects }: FindTools) {
    this.git = git;
    this.objects = objects;
    this.facts = facts;
    this.scratch = scratch;
  }

  async prepare(base: string | null, changes: readonly FileChange[]): Promise<string> {
    const { git, facts, scratch, objects } = this;
    const now = await findChanges(
      { git, facts, scratch, objects },
      base,
      changes.map(({ path }) => path),
    );
    return writeTree(this.git, this.scratch, await this.treeOf(base), now.changes);
  }

  async keep(): Promise<void> {
    const configured = await this.git.ask(["config", "--type=path", "lfs.storage"]);
    await this.scratch.promote(join(this.facts.commonDirectory, configured ?? "lfs"));
  }

  writeObject(type: "commit" | "tag", content: Uint8Array): Promise<string> {
    return this.git.line(["hash-object", "-w", "-t", type, "--stdin"], { input: content });
  }

  async updateRef(ref: string, oid: string, expected: string | null, note: string): Promise<boolean> {
    const { exit } = await this.git.end(["update-ref", "-m", note.slice(0, 200), ref, oid, expected ?? "0".repeat(oid.length)]);
    return exit === 0;
  }

  async indexObstacle(before: string, _changes: readonly FileChange[], after: string): Promise<Obstacle | null> {
    const conflict = await mergeIndex({ git: this.git }, before, after, "try");
    if (conflict === null) return null;
    if (conflict.locked) return { code: "git.index-locked", values: { lock: join(this.facts.gitDirectory, "index.lock") } };
    return { code: "git.staged", values: { problem: conflict.problem } };
  }

  async followIndex(before: string): Promise<string | null> {
    const head = readHead(this.facts);
    const outcome = await followCommit({ git: this.git }, head.type === "unborn" ? "" : head.commit, before);
    if (outcome.index === "left") return outcome.why;
    // Notes the times of the files, so that the next status need not read them. That it may fail does no harm.
    await this.git.run(["update-index", "-q", "--refresh"], { env: { GIT_OPTIONAL_LOCKS: "1" } });
    return null;
  }

  treeOf(base: string | null): Promise<string> {
    return base === null ? Promise.resolve(emptyTree(this.facts.objectFormat)) : this.git.line(["rev-parse", "--verify", `${base}^{tree}`]);
  }
}
