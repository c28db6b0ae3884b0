import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type {
  CommitOrder,
  CommitOutcome,
  CommitTrailers,
  ExtractOutcome,
  FoundCommit,
  IndexOutcome,
  LostTree,
  PathChange,
  RestoreOrder,
  RestoreOutcome,
  Tree,
  Trees,
  TreesDescription,
} from "../../kernel/ports/trees.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { allTrailers } from "./all-trailers.ts";
import { changedPaths } from "./changed-paths.ts";
import { containsCommit, containsTree } from "./contains.ts";
import { deliverCommit } from "./deliver-commit.ts";
import { extractTree } from "./extract-tree.ts";
import { findCommit } from "./find-commit.ts";
import { followCommit } from "./follow-index.ts";
import { workspaceTree } from "./graft.ts";
import { withLeftLocks } from "./left-locks.ts";
import { lostTrees } from "./lost-trees.ts";
import { type LastRecord, recordTree } from "./record-tree.ts";
import { refName } from "./ref-name.ts";
import type { Repository } from "./repository.ts";
import { restoreTree } from "./restore-tree.ts";
import { emptyTree } from "./tree-object.ts";
import { unfinished } from "./unfinished.ts";
import { updateOwnRefs } from "./update-own-refs.ts";

const DIFF_LIMIT = 64 * 1024 * 1024;

/** Trees through the git command line. */
export class GitTrees implements Trees {
  private readonly repository: Repository;
  private readonly alone = oneAtATime();
  private last: LastRecord | null = null;

  constructor(repository: Repository) {
    this.repository = repository;
  }

  async describe(): Promise<TreesDescription> {
    const { git } = this.repository;
    const [head, branch] = await Promise.all([
      git.ask(["rev-parse", "-q", "--verify", "HEAD"]),
      git.ask(["symbolic-ref", "-q", "--short", "HEAD"]),
    ]);
    return { kind: "git", head, branch };
  }

  record(): Promise<Tree> {
    return this.alone(async () => {
      this.last = await recordTree(this.repository, this.last);
      return { kind: "git", id: this.last.tree };
    });
  }

  async headTree(): Promise<Tree | null> {
    const head = await this.repository.git.ask(["rev-parse", "-q", "--verify", "HEAD"]);
    return head ? { kind: "git", id: await workspaceTree(this.repository, head) } : null;
  }

  async keep(entries: readonly { name: string; tree: Tree }[]): Promise<boolean> {
    if (entries.length === 0) return true;
    const { refs } = this.repository;
    for (const { tree } of entries) await this.known(tree);
    const input = entries.map(({ name, tree }) => `update ${refs}${refName(name)}\0${tree.id}\0\0`).join("");
    await updateOwnRefs(this.repository, input);
    return true;
  }

  lost(trees: readonly Tree[]): Promise<LostTree[]> {
    return lostTrees(this.repository.git, trees);
  }

  async changed(before: Tree, after: Tree): Promise<PathChange[]> {
    return changedPaths(this.repository.git, await this.known(before), await this.known(after));
  }

  async diffText(before: Tree, after: Tree, limit: number = DIFF_LIMIT): Promise<string> {
    const flags = ["-r", "-p", "-M", "--full-index", "--no-color", "--no-ext-diff", "--no-textconv"];
    const args = ["diff-tree", ...flags, await this.known(before), await this.known(after)];
    const { exit, cut, stdout, stderr } = await this.repository.git.run(args, { limit });
    if (cut) return `${stdout.subarray(0, limit).toString()}\n(cut after ${limit} bytes)\n`;
    if (exit !== 0) throw new MillraceError("git.failed", { command: "diff-tree", exit: `exit ${exit}`, problem: stderr.trim() });
    return stdout.toString();
  }

  commit(order: CommitOrder): Promise<CommitOutcome> {
    return this.alone(async () => {
      await this.known(order.tree);
      return deliverCommit(this.repository, order);
    });
  }

  followIndex(commit: string): Promise<IndexOutcome> {
    return this.alone(async () => {
      const { git, gitDirectory, algorithm } = this.repository;
      const operation = unfinished(gitDirectory);
      if (operation) return { index: "left", why: `a ${operation} is under way` };
      const parent = await git.ask(["rev-parse", "-q", "--verify", "--end-of-options", `${commit}^1^{tree}`]);
      return withLeftLocks(this.repository, (unlock) => followCommit({ git, unlock }, commit, parent ?? emptyTree(algorithm)));
    });
  }

  findCommit(key: string, value: string, since: string | null): Promise<FoundCommit | null> {
    return findCommit(this.repository, key, value, since);
  }

  trailers(key: string): Promise<CommitTrailers[]> {
    return allTrailers(this.repository, key);
  }

  contains(what: Tree | { commit: string }, branch: string): Promise<boolean> {
    return "commit" in what ? containsCommit(this.repository, what.commit, branch) : containsTree(this.repository, what.id, branch);
  }

  restore({ from, to, paths, salvageAs }: RestoreOrder): Promise<RestoreOutcome> {
    return this.alone(async () => {
      const salvage = async (): Promise<Tree> => {
        this.last = await recordTree(this.repository, this.last);
        const tree: Tree = { kind: "git", id: this.last.tree };
        if (salvageAs !== null) await this.keep([{ name: salvageAs, tree }]);
        return tree;
      };
      const trees = { from: await this.known(from), to: await this.known(to) };
      return restoreTree(this.repository, { ...trees, paths: paths && new Set(paths), salvage, apply: salvageAs !== null });
    });
  }

  async extract(tree: Tree, directory: string): Promise<ExtractOutcome> {
    return { type: "extracted", files: await extractTree(this.repository, await this.known(tree), directory) };
  }

  /** The id of a tree that git has; everything that reaches git's arguments comes through here. */
  private async known({ kind, id }: Tree): Promise<string> {
    if (kind !== "git" || !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(id)) {
      throw new MillraceError("git.unknown-tree", { tree: id, problem: `it is the hash of a ${kind}, and the workspace has git now` });
    }
    if ((await this.repository.git.ask(["cat-file", "-t", id])) === "tree") return id;
    throw new MillraceError("git.unknown-tree", { tree: id, problem: "git has no such tree" });
  }
}
