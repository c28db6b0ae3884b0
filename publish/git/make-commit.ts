import { emptyTree } from "../../src/delivery/git/tree-object.ts";
import { unfinished } from "../../src/delivery/git/unfinished.ts";
import { refused } from "../../src/delivery/refused.ts";
import { commitHooks } from "./commit-hooks.ts";
import { commitText, personText, withSignature } from "./commit-text.ts";
import type { GitFacts } from "./facts.ts";
import { findIndexLock } from "./index-lock.ts";
import { messageOf } from "./message-of.ts";
import type { CommitOrder, CommitOutcome, FileChange, GitPort, IndexOutcome } from "./port.ts";
import { readHead } from "./ref-files.ts";
import { sign } from "./sign.ts";
import { signOrder } from "./sign-order.ts";
import type { Obstacle, Store } from "./store.ts";

export interface CommitTools {
  facts: GitFacts;
  store: Store;
  readCommit: GitPort["readCommit"];
}

/**
 * Commits exactly the planned tree onto the branch that is checked out: objects first, then the branch if it is still where it
 * was expected, then the index. No file of the worktree is touched.
 */
export async function makeCommit(tools: CommitTools, order: CommitOrder): Promise<CommitOutcome> {
  const { facts, store } = tools;
  const hindrance = hindranceNow(facts, order);
  if (hindrance)
    return (hindrance.code === "git.parent-moved" ? await alreadyMade(tools, order) : null) ?? refused(hindrance.code, hindrance.values);
  const before = order.expectedParent === null ? emptyTree(facts.objectFormat) : (await tools.readCommit(order.expectedParent)).tree;
  const tree = await store.prepare(order.expectedParent, order.changes);
  if (tree !== order.tree) return refused("git.plan-changed", { planned: order.tree, actual: tree });
  if (tree === before && order.expectedParent !== null) return { type: "unchanged", commit: order.expectedParent };
  await store.keep();
  const staged = await store.indexObstacle(before, order.changes, tree);
  if (staged) return refused(staged.code, staged.values);

  const hooks = await commitHooks(facts, tree, messageOf(order.message, order.trailers), order.hooks);
  if ("code" in hooks) return refused(hooks.code, hooks.values);
  const plain = commitText({
    tree,
    parent: order.expectedParent,
    author: order.author,
    committer: order.committer,
    message: hooks.message,
  });
  let content = plain;
  if (order.sign) {
    const signed = await sign(Buffer.from(plain), await signOrder(facts, order.committer));
    if (signed.type === "not-signed") return refused("git.not-signed", { format: facts.signing.format, problem: signed.problem });
    content = withSignature(plain, signed.signature, facts.objectFormat);
  }
  const commit = await store.writeObject("commit", Buffer.from(content));
  const late = hindranceNow(facts, order);
  if (late) return refused(late.code, late.values);
  const head = readHead(facts);
  const branch = head.type === "detached" ? "" : head.branch;
  const note = `millrace: ${hooks.message.split("\n", 1)[0] ?? ""}`;
  if (!(await store.updateRef(`refs/heads/${branch}`, commit, order.expectedParent, note))) {
    const now = hindranceNow(facts, order);
    return refused("git.parent-moved", { branch, expected: order.expectedParent, actual: "another git has it locked", ...now?.values });
  }
  return {
    type: "committed",
    commit,
    tree,
    message: hooks.message,
    signed: order.sign,
    hooks: { ran: hooks.ran, skipped: hooks.skipped },
    index: await followIndex(store, before, order.changes, tree),
  };
}

/**
 * The branch is one commit further: that may be this very order, whose process was killed before it could tell. Then only the index
 * may have been left behind.
 */
async function alreadyMade({ facts, store, readCommit }: CommitTools, order: CommitOrder): Promise<CommitOutcome | null> {
  const head = readHead(facts);
  if (head.type !== "branch") return null;
  const made = await readCommit(head.commit);
  const isSame =
    (made.parents[0] ?? null) === order.expectedParent &&
    made.parents.length < 2 &&
    made.tree === order.tree &&
    made.signed === order.sign &&
    personText(made.author) === personText(order.author) &&
    order.trailers.every(([key, value]) => made.trailers.some(([name, other]) => name === key && other === value));
  if (!isSame) return null;
  const before = order.expectedParent === null ? emptyTree(facts.objectFormat) : (await readCommit(order.expectedParent)).tree;
  return {
    type: "committed",
    commit: made.commit,
    tree: made.tree,
    message: made.message,
    signed: made.signed,
    hooks: { ran: [], skipped: [] },
    index: await followIndex(store, before, order.changes, made.tree),
  };
}

/** Lets the index follow from the first parent of a commit, where HEAD is at it. */
export async function followCommit(
  { facts, store, readCommit }: CommitTools,
  commit: string,
  changes: readonly FileChange[],
): Promise<IndexOutcome> {
  const head = readHead(facts);
  if (head.type === "unborn" || head.commit !== commit) return { type: "left", why: `HEAD is not at ${commit}` };
  const { tree, parents } = await readCommit(commit);
  const [parent] = parents;
  const before = parent === undefined ? emptyTree(facts.objectFormat) : (await readCommit(parent)).tree;
  return await followIndex(store, before, changes, tree);
}

async function followIndex(store: Store, before: string, changes: readonly FileChange[], tree: string): Promise<IndexOutcome> {
  const why = await store.followIndex(before, changes, tree);
  return why === null ? { type: "followed" } : { type: "left", why };
}

/** What stands against a commit at this instant, read anew. */
function hindranceNow(facts: GitFacts, { expectedParent }: CommitOrder): Obstacle | null {
  const lock = findIndexLock(`${facts.gitDirectory}/index`, Date.now());
  if (lock) return { code: "git.index-locked", values: { lock: lock.path } };
  const operation = unfinished(facts.gitDirectory);
  if (operation) return { code: "git.unfinished", values: { operation, repository: facts.gitDirectory } };
  const head = readHead(facts);
  if (head.type === "detached") return { code: "git.detached", values: { head: head.commit } };
  const actual = head.type === "branch" ? head.commit : null;
  if (actual !== expectedParent) return { code: "git.parent-moved", values: { branch: head.branch, expected: expectedParent, actual } };
  return null;
}
