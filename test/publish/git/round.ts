import assert from "node:assert/strict";
import type { CommitOutcome, GitPort } from "../../../publish/git/port.ts";
import type { Repo } from "../../delivery/repo.ts";
import { everyByte, nativeTree, op } from "./harness.ts";

export interface RoundOptions {
  /** Looked at instead of the whole worktree. They must cover all that changed. */
  paths?: readonly string[];
  /** The worktree, where it is not the repository's own. */
  root?: string;
  /** Everything that belongs to the repository, to be hashed. */
  guarded?: readonly string[];
  message?: string;
}

/**
 * What publishing does, once: changes, plan, commit. Holds that nothing is touched before the commit, that the plan and the commit
 * have the tree that native git gives, and that native git finds everything in order and nothing to do afterwards.
 */
export async function round(repo: Repo, port: GitPort, options: RoundOptions = {}): Promise<Extract<CommitOutcome, { type: "committed" }>> {
  const root = options.root ?? repo.root;
  const guarded = options.guarded ?? [root];
  const native = nativeTree(repo, root);
  const bytes = guarded.map(everyByte);
  const { head, changes } = await port.changes(options.paths);
  const plan = await port.planTree(head, changes);
  if (head !== null) await port.readCommit(head);
  for (const { oid, size } of plan.blobs) assert.equal((await port.readBlob(oid)).length, size);
  assert.deepEqual(guarded.map(everyByte), bytes, "reading changed the repository");
  assert.equal(plan.tree, native);
  const outcome = await port.commit({
    tree: plan.tree,
    changes,
    expectedParent: head,
    message: options.message ?? "Release",
    trailers: [["Millrace-Log", "7:abc"]],
    author: op,
    committer: op,
    sign: false,
    hooks: "run",
  });
  if (outcome.type !== "committed") throw new Error(JSON.stringify(outcome));
  assert.equal(repo.gitIn(root, "rev-parse", "HEAD").trim(), outcome.commit);
  assert.equal(repo.gitIn(root, "rev-parse", "HEAD^{tree}").trim(), native);
  assert.equal(repo.gitIn(root, "status", "--porcelain", "--untracked-files=all"), "");
  repo.gitIn(root, "fsck", "--strict", "--no-dangling");
  return outcome;
}
