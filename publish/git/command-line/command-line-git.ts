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
import { readHead } from "../ref-files.ts";
import { CommandLineRemote } from "./command-line-remote.ts";
import { CommandLineStore } from "./command-line-store.ts";
import { findChanges } from "./find-changes.ts";
import { ObjectReader } from "./object-reader.ts";
import { Scratch } from "./scratch.ts";

/** The port through the git command line: every kind of repository that this git understands. */
export class CommandLineGit implements GitPort {
  readonly adapter = "command-line";
  readonly facts: GitFacts;
  private readonly git: Git;
  private readonly scratch: Scratch;
  private readonly objects: ObjectReader;
  private readonly store: CommandLineStore;
  private readonly remote: CommandLineRemote;

  constructor(facts: GitFacts, env: Readonly<Record<string, string | undefined>>) {
    this.facts = facts;
    this.git = new Git(facts.root, "git");
    this.scratch = new Scratch(facts.commonDirectory);
    this.objects = new ObjectReader(facts.root, { GIT_OBJECT_DIRECTORY: this.scratch.objects }, facts.objectFormat);
    const { git, scratch, objects } = this;
    this.store = new CommandLineStore({ git, facts, scratch, objects });
    this.remote = new CommandLineRemote(this.git, facts, env);
  }

  changes(paths?: readonly string[]): Promise<Changes> {
    const head = readHead(this.facts);
    const { git, facts, scratch, objects } = this;
    return findChanges({ git, facts, scratch, objects }, head.type === "unborn" ? null : head.commit, paths);
  }

  async planTree(base: string | null, changes: readonly FileChange[]): Promise<PlannedTree> {
    const { objectFormat } = this.facts;
    const baseTree = base === null ? null : await this.treeOf(base);
    const { tree } = await buildTree(this.objects, objectFormat, baseTree, changes);
    return { tree, baseTree: baseTree ?? emptyTree(objectFormat), blobs: blobsOf(changes) };
  }

  async readBlob(oid: string): Promise<Uint8Array> {
    return (await this.objects.read(oid, "blob")).content;
  }

  async readCommit(commit: string): Promise<CommitInfo> {
    const [info] = await commitInfos(this.git, [await this.objects.read(commit, "commit")]);
    if (info === undefined) throw this.unknown(commit);
    return info;
  }

  async commitsBetween(base: string | null, head: string): Promise<CommitInfo[]> {
    const range = base === null ? [head] : [head, `^${base}`];
    const listed = (await this.git.must(["rev-list", "--topo-order", "--reverse", ...range, "--"])).toString().split("\n").filter(Boolean);
    return commitInfos(this.git, await Promise.all(listed.map((commit) => this.objects.read(commit, "commit"))));
  }

  async changesOf(commit: string): Promise<FileChange[]> {
    return commitChanges(this.objects, await this.readCommit(commit), (parent) => this.treeOf(parent));
  }

  async isAncestor(ancestor: string, commit: string): Promise<boolean> {
    const { exit, stderr } = await this.git.end(["merge-base", "--is-ancestor", ancestor, commit]);
    if (exit === 0 || exit === 1) return exit === 0;
    // A commit that is not here is nobody's ancestor.
    if (/Not a valid (commit|object) name/.test(stderr)) return false;
    throw new MillraceError("git.failed", { command: "merge-base", exit: `exit ${exit}`, problem: stderr.trim() });
  }

  resolve(name: string): Promise<string | null> {
    return this.git.ask(["rev-parse", "-q", "--verify", "--end-of-options", /^[0-9a-f]{40,64}$/.test(name) ? `${name}^{object}` : name]);
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

  async close(): Promise<void> {
    await this.objects.close();
    this.scratch.remove();
  }

  private async treeOf(commit: string): Promise<string> {
    const { content } = await this.objects.read(commit, "commit");
    return /^tree ([0-9a-f]+)$/m.exec(content.toString())?.[1] ?? "";
  }

  private tools(): CommitTools {
    return { facts: this.facts, store: this.store, readCommit: (commit) => this.readCommit(commit) };
  }

  private async readTag(oid: string): Promise<string | null> {
    const object = await this.objects.find(oid);
    return object?.type === "tag" ? object.content.toString() : null;
  }

  private unknown(object: string): MillraceError {
    return new MillraceError("git.unknown-object", { object, repository: this.facts.root });
  }
}
