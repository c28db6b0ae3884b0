import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { Git } from "../../../src/delivery/git/git.ts";
import { emptyTree } from "../../../src/delivery/git/tree-object.ts";
import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import { buildTree } from "../build-tree.ts";
import { commitChanges } from "../commit-changes.ts";
import { commitInfos } from "../commit-infos.ts";
import type { GitFacts } from "../facts.ts";
import { blobsOf } from "../file-change.ts";
import { type CommitTools, followCommit, makeCommit } from "../make-commit.ts";
import { makeTag } from "../make-tag.ts";
import type {
  Changes,
  CommitInfo,
  CommitOrder,
  CommitOutcome,
  FetchOutcome,
  FileChange,
  GitPort,
  IndexOutcome,
  PlannedTree,
  PushOrder,
  PushOutcome,
  RemoteRefs,
  TagOrder,
  TagOutcome,
} from "../port.ts";
import { pushChecked } from "../push-checked.ts";
import { readHead, resolveRef } from "../ref-files.ts";
import { findChanges } from "./find-changes.ts";
import { objectId } from "./hash-file.ts";
import { History } from "./history.ts";
import { IsomorphicRemote } from "./isomorphic-remote.ts";
import { IsomorphicStore } from "./isomorphic-store.ts";
import { Objects } from "./objects.ts";
import { treeOf } from "./tree-of.ts";

/** The port through isomorphic-git: plain repositories, and remotes over HTTP (see `chooseGit`). */
export class IsomorphicGit implements GitPort {
  readonly adapter = "isomorphic";
  readonly facts: GitFacts;
  private readonly git: Git | null;
  private readonly objects: Objects;
  private readonly history: History;
  private readonly store: IsomorphicStore;
  private readonly remote: IsomorphicRemote;
  /** Where `changes` saw a blob. */
  private readonly seen = new Map<string, string>();

  constructor(facts: GitFacts, env: Readonly<Record<string, string | undefined>>) {
    this.facts = facts;
    this.git = facts.git === null ? null : new Git(facts.root, "git");
    this.objects = new Objects(facts);
    this.history = new History(this.objects);
    this.store = new IsomorphicStore(facts, this.objects);
    this.remote = new IsomorphicRemote(facts, this.objects, env);
  }

  async changes(paths?: readonly string[]): Promise<Changes> {
    const head = readHead(this.facts);
    const commit = head.type === "unborn" ? null : head.commit;
    const found = await findChanges(this.facts, this.objects, commit, await treeOf(this.objects, commit), paths);
    for (const { path, after } of found.changes) if (after) this.seen.set(after.oid, path);
    return found;
  }

  async planTree(base: string | null, changes: readonly FileChange[]): Promise<PlannedTree> {
    const baseTree = await treeOf(this.objects, base);
    const { tree } = await buildTree(this.objects, "sha1", baseTree, changes);
    return { tree, baseTree: baseTree ?? emptyTree("sha1"), blobs: blobsOf(changes) };
  }

  async readBlob(oid: string): Promise<Uint8Array> {
    const path = this.seen.get(oid);
    const absolute = join(this.facts.root, path ?? "");
    const stat = path === undefined ? undefined : lstatSync(absolute, { throwIfNoEntry: false });
    if (stat?.isFile() || stat?.isSymbolicLink()) {
      const bytes = stat.isFile() ? readFileSync(absolute) : readlinkSync(absolute, { encoding: "buffer" });
      if (objectId("blob", bytes) === oid) return bytes;
    }
    return this.objects.read(oid, "blob");
  }

  async readCommit(commit: string): Promise<CommitInfo> {
    const [info] = await commitInfos(this.git, [{ oid: commit, content: await this.objects.read(commit, "commit") }]);
    if (info === undefined) throw new MillraceError("git.unknown-object", { object: commit, repository: this.facts.root });
    return info;
  }

  async commitsBetween(base: string | null, head: string): Promise<CommitInfo[]> {
    return commitInfos(this.git, await this.history.between(base, head));
  }

  async changesOf(commit: string): Promise<FileChange[]> {
    return commitChanges(this.objects, await this.readCommit(commit), async (parent) => (await treeOf(this.objects, parent)) ?? "");
  }

  async isAncestor(ancestor: string, commit: string): Promise<boolean> {
    return (await this.objects.find(ancestor)) !== null && this.history.isAncestor(ancestor, commit);
  }

  async resolve(name: string): Promise<string | null> {
    if (!/^[0-9a-f]{40}$/.test(name)) return resolveRef(this.facts, name);
    return (await this.objects.find(name)) === null ? null : name;
  }

  commit(order: CommitOrder): Promise<CommitOutcome> {
    return makeCommit(this.tools(), order);
  }

  async follow(commit: string): Promise<IndexOutcome> {
    return followCommit(this.tools(), commit, await this.changesOf(commit));
  }

  tag(order: TagOrder): Promise<TagOutcome> {
    return makeTag({ facts: this.facts, store: this.store, readTag: (oid) => this.readTag(oid) }, order);
  }

  refs(remote: string): Promise<RemoteRefs> {
    return this.remote.refs(remote);
  }

  fetch(remote: string, branch: string): Promise<FetchOutcome> {
    return this.remote.fetch(remote, branch);
  }

  push(order: PushOrder): Promise<PushOutcome> {
    return pushChecked({ port: this, send: (due) => this.remote.send(due) }, order);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private tools(): CommitTools {
    return { facts: this.facts, store: this.store, readCommit: (commit) => this.readCommit(commit) };
  }

  private async readTag(oid: string): Promise<string | null> {
    const found = await this.objects.find(oid);
    return found?.type === "tag" ? Buffer.from(found.content).toString() : null;
  }
}
