import type { CommitOutcome, Person } from "../../../publish/git/port.ts";
import { lookAtCommits } from "../../../publish/preflight/look-at-commits.ts";
import type { PublishPlan } from "../../../publish/preflight/publish-plan.ts";
import type { PublishSettings } from "../../../publish/settings.ts";
import type { PublishFact } from "../../engine/decide/publish-fact.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { textOrNull } from "../../log/text-or-null.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";
import { anchorAt } from "./anchor-at.ts";
import type { OpenStaging } from "./open-staging.ts";
import { publicationOf } from "./publication-of.ts";
import { takeStep } from "./take-step.ts";

export interface CommitRequest {
  message: string;
  sign: boolean;
  /** What an earlier command that was interrupted came to. */
  settled: PublishFact | null;
}

export type Committed = Exclude<CommitOutcome, { type: "refused" }> & { seq: number; branch: string; tree: string };

/**
 * Commits exactly the tree that the last preflight saw. Throws `publish.not-ready` without one that found it ready,
 * `publish.inputs-changed` when anything is no more as it saw it, and why git refused; nothing is committed then.
 */
export async function commitStaging(
  context: OperationContext,
  settings: PublishSettings,
  { port }: OpenStaging,
  { message, sign, settled }: CommitRequest,
): Promise<Committed> {
  const { phase, checked, committed, changedAt } = await publicationOf(context);
  const made = settled?.type === "publish.committed" && settled.data.outcome === "committed" ? settled.data.commit : null;
  // The same command again, after it was interrupted when all but the telling was done.
  if (made !== null && committed?.commit === made) {
    const { tree, signed, message: said } = await port.readCommit(made);
    const { branch, at: seq } = committed;
    const index = { type: "followed" } as const;
    return { type: "committed", commit: made, tree, branch, message: said, signed, hooks: { ran: [], skipped: [] }, index, seq };
  }
  if (phase !== "ready" || checked === null) throw new MillraceError("publish.not-ready", { phase });
  const text = textOrNull(context.world.fs, layoutOf(context.root()).log, checked.plan);
  if (text === null) throw new MillraceError("publish.not-ready", { phase: "staged" });
  const plan = JSON.parse(text) as PublishPlan;
  const [secret] = await lookAtCommits([], message);
  if (secret !== undefined) throw new MillraceError("publish.secret-in-message", { kind: secret.kind });
  const { changes, head } = await port.changes();
  const planned = await port.planTree(head, changes);
  const branch = port.facts.head.type === "detached" ? null : port.facts.head.branch;
  unchanged("the staging worktree", plan.staging, settings.stagingName);
  unchanged("the branch", plan.branch, branch);
  unchanged("its commit", plan.base, head);
  unchanged("the tree", plan.tree, planned.tree);
  const author = person(context, settings, port.facts.identity);
  const intent = {
    holder: context.world.proc.self(),
    plan: checked.plan,
    tree: plan.tree,
    parent: plan.base,
    branch: branch ?? "",
    signed: sign,
  };
  const begun = await takeStep(context, { type: "publish.committing", data: intent }, changedAt);
  const outcome = await port.commit({
    tree: plan.tree,
    changes,
    expectedParent: plan.base,
    message,
    trailers: [anchorAt(context, begun)],
    author,
    committer: author,
    sign,
    hooks: "run",
  });
  const told = { tree: plan.tree, branch: branch ?? "" };
  const data =
    outcome.type === "refused"
      ? { ...told, outcome: "refused" as const, commit: null, detail: outcome.reason }
      : { ...told, outcome: outcome.type, commit: outcome.commit, detail: "" };
  const seq = await takeStep(context, { type: "publish.committed", data }, begun);
  if (outcome.type === "refused") throw new MillraceError(outcome.failure.code, outcome.failure.values);
  return { ...outcome, ...told, seq };
}

function unchanged(what: string, seen: string | null, now: string | null): void {
  if (seen !== now) throw new MillraceError("publish.inputs-changed", { what, seen: seen ?? "none", now: now ?? "none" });
}

function person(context: OperationContext, { author }: PublishSettings, identity: { name: string; email: string } | null): Person {
  const who = author ?? identity;
  if (who === null) throw new MillraceError("publish.not-ready", { phase: "refused" });
  return { ...who, seconds: Math.floor(context.world.clock.wall() / 1000), zone: "+0000" };
}
