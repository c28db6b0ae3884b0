import { relative } from "node:path";
import type { CommitOrder, CommitOutcome } from "../../kernel/ports/trees.ts";
import { refused } from "../refused.ts";
import { withTrailer } from "./find-commit.ts";
import { followCommit, mergeIndex } from "./follow-index.ts";
import { graft } from "./graft.ts";
import { identity } from "./identity.ts";
import { type Unlock, withLeftLocks } from "./left-locks.ts";
import { moveBranch } from "./move-branch.ts";
import { narrow } from "./narrow.ts";
import type { Repository } from "./repository.ts";
import { withTrailers } from "./trailers.ts";
import { emptyTree } from "./tree-object.ts";
import { unfinished } from "./unfinished.ts";

/** The whole repository's trees around a delivery. */
interface Step {
  before: string;
  after: string;
}

/**
 * Makes a commit of a recorded tree on the branch that is checked out: the objects first, then the branch if it is still where
 * it was expected, then the index. No file and no hook is touched.
 */
export function deliverCommit(repository: Repository, order: CommitOrder): Promise<CommitOutcome> {
  return withLeftLocks(repository, (unlock) => deliver({ ...repository, unlock }, order));
}

/** With what knows a lock that a killed git left. */
interface Place extends Repository {
  unlock: Unlock;
}

async function deliver(repository: Place, order: CommitOrder): Promise<CommitOutcome> {
  const { git, gitDirectory, index, unlock } = repository;
  const operation = unfinished(gitDirectory);
  if (operation) return refused("git.unfinished", { operation, repository: gitDirectory });
  const ref = await git.ask(["symbolic-ref", "-q", "HEAD"]);
  if (!ref) return refused("git.detached", { head: await git.ask(["rev-parse", "-q", "--verify", "HEAD"]) });
  const parent = order.expectedParent;
  if ((await git.ask(["rev-parse", "-q", "--verify", ref])) !== parent) return moved(repository, order, ref);

  const step = await stepOf(repository, order);
  if (step.after === step.before) return { type: "unchanged", commit: parent };
  const conflict = await mergeIndex(repository, step.before, step.after, "try");
  if (conflict?.locked) return refused("git.index-locked", { lock: shown(repository, `${index}.lock`) });
  if (conflict) return refused("git.staged", conflict);

  const env = await identity(git);
  const message = withTrailers(order.message, order.trailers);
  const parents = parent ? ["-p", parent] : [];
  const commit = await git.line(["commit-tree", step.after, ...parents, "-F", "-"], { env, input: Buffer.from(message) });
  const note = `millrace: ${message.slice(0, 200).split("\n", 1)[0] ?? ""}`;
  const done = await moveBranch(git, { ref, commit, parent, note, env, trailer: order.trailers.at(-1)?.[0], unlock });
  if (done.moved) return { type: "committed", commit, ...(await followCommit(repository, commit, step.before)) };
  if ((await git.ask(["rev-parse", "-q", "--verify", ref])) !== parent) return moved(repository, order, ref);
  if (done.lock !== null) return refused("git.ref-locked", { lock: shown(repository, done.lock) });
  return refused("git.failed", { command: "update-ref", exit: `exit ${done.exit}`, problem: done.problem });
}

/** A path as a person in the workspace types it. */
function shown({ git }: Repository, path: string): string {
  return relative(git.cwd, path);
}

async function stepOf(repository: Repository, order: CommitOrder): Promise<Step> {
  const { git, algorithm } = repository;
  const parent = order.expectedParent;
  const before = parent ? await git.line(["rev-parse", `${parent}^{tree}`]) : emptyTree(algorithm);
  const whole = await graft(repository, parent, order.tree.id);
  return { before, after: order.paths ? await narrow(repository, before, whole, order.paths) : whole };
}

/**
 * The branch is not where it was expected. That may be this very delivery: the git of a runtime that was killed works on for an
 * instant, and moves the branch after its successor has looked.
 */
async function moved(repository: Place, order: CommitOrder, ref: string): Promise<CommitOutcome> {
  const { git } = repository;
  const parent = order.expectedParent;
  const actual = await git.ask(["rev-parse", "-q", "--verify", ref]);
  const known = parent === null || (await git.ask(["cat-file", "-t", parent])) === "commit";
  const [trailer] = order.trailers.slice(-1);
  if (known && actual && trailer) {
    const { before, after } = await stepOf(repository, order);
    for (const commit of await withTrailer(git, trailer[0], trailer[1], parent)) {
      if ((await git.line(["rev-parse", `${commit}^{tree}`])) !== after) continue;
      return { type: "committed", commit, ...(await followCommit(repository, commit, before)) };
    }
  }
  return refused("git.branch-moved", { branch: ref.replace(/^refs\/heads\//, ""), expected: parent, actual });
}
