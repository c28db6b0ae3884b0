import assert from "node:assert/strict";
import type { CommitOrder, CommitOutcome, Trees } from "../../src/kernel/ports/trees.ts";
import type { Repo } from "./repo.ts";

/** Asks for a commit of what the workspace holds now, on the head of now. */
export async function order(trees: Trees, more: Partial<CommitOrder> = {}): Promise<CommitOrder> {
  const { head } = await trees.describe();
  return {
    tree: await trees.record(),
    message: "Fix the login",
    trailers: [
      ["Millrace-Item", "fix-login"],
      ["Millrace-Run", "fix-login.1"],
    ],
    expectedParent: head,
    ...more,
  };
}

/** The commit of an outcome that must be one. */
export function committed(outcome: CommitOutcome): string {
  assert.equal(outcome.type, "committed", JSON.stringify(outcome));
  return outcome.type === "committed" ? outcome.commit : "";
}

/** The reason of an outcome that must be a refusal with this code. */
export function refusal(outcome: CommitOutcome, code: string): string {
  assert.equal(outcome.type, "refused", JSON.stringify(outcome));
  if (outcome.type !== "refused") return "";
  assert.equal(outcome.failure.code, code);
  return outcome.reason;
}

/** What git status tells the operator, but for the runtime's own directory. */
export const status = (repo: Repo) => repo.git("status", "--porcelain", "--", ".", ":!millrace-agents").trimEnd();
