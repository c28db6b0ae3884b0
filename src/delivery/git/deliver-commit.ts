import { existsSync } from "node:fs";
import type { CommitOrder, CommitOutcome } from "../../kernel/ports/trees.ts";
import { refused } from "../refused.ts";
import { followCommit, mergeIndex } from "./follow-index.ts";
import { graft } from "./graft.ts";
import { identity } from "./identity.ts";
import { narrow } from "./narrow.ts";
import type { Repository } from "./repository.ts";
import { withTrailers } from "./trailers.ts";
import { emptyTree } from "./tree-object.ts";
import { unfinished } from "./unfinished.ts";

/**
 * Makes a commit of a recorded tree on the branch that is checked out: the objects first, then the branch if it is still where
 * it was expected, then the index. No file and no hook is touched.
 */
export async function deliverCommit(repository: Repository, order: CommitOrder): Promise<CommitOutcome> {
  const { git, gitDirectory, index, algorithm } = repository;
  const operation = unfinished(gitDirectory);
  if (operation) return refused("git.unfinished", { operation, repository: gitDirectory });
  const ref = await git.ask(["symbolic-ref", "-q", "HEAD"]);
  if (!ref) return refused("git.detached", { head: await git.ask(["rev-parse", "-q", "--verify", "HEAD"]) });
  const branch = ref.replace(/^refs\/heads\//, "");
  const expected = order.expectedParent;
  const actual = await git.ask(["rev-parse", "-q", "--verify", ref]);
  if (actual !== expected) return refused("git.branch-moved", { branch, expected, actual });
  if (existsSync(`${index}.lock`)) return refused("git.index-locked", { lock: `${index}.lock` });

  const before = expected ? await git.line(["rev-parse", `${expected}^{tree}`]) : emptyTree(algorithm);
  const whole = await graft(repository, expected, order.tree.id);
  const after = order.paths ? await narrow(repository, before, whole, order.paths) : whole;
  if (after === before) return { type: "unchanged", commit: expected };
  const problem = await mergeIndex(repository, before, after, "try");
  if (problem !== null) return refused(problem.includes(".lock'") ? "git.index-locked" : "git.staged", { problem, lock: `${index}.lock` });

  const env = await identity(git);
  const parents = expected ? ["-p", expected] : [];
  const message = withTrailers(order.message, order.trailers);
  const input = Buffer.from(message);
  const commit = await git.line(["commit-tree", after, ...parents, "-F", "-"], { env, input });
  const none = "0".repeat(commit.length);
  const subject = `millrace: ${message.slice(0, 200).split("\n", 1)[0] ?? ""}`;
  const moved = await git.run(["update-ref", "-m", subject, ref, commit, expected ?? none], { env });
  if (moved.exit !== 0) {
    const now = await git.ask(["rev-parse", "-q", "--verify", ref]);
    if (now !== expected) return refused("git.branch-moved", { branch, expected, actual: now });
    return refused("git.failed", { command: "update-ref", exit: `exit ${moved.exit}`, problem: moved.stderr.trim() });
  }
  return { type: "committed", commit, ...(await followCommit(repository, commit, before)) };
}
