import { existsSync } from "node:fs";
import type { GitPort } from "../../../publish/git/port.ts";
import type { PublishSettings } from "../../../publish/settings.ts";
import type { PublishFact } from "../../engine/decide/publish-fact.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { PublishIntent } from "../../state/publication.ts";
import type { OperationContext } from "../context.ts";
import { type OpenStaging, withStaging } from "./open-staging.ts";
import { publicationOf } from "./publication-of.ts";
import { settleSync } from "./settle-sync.ts";
import { takeStep } from "./take-step.ts";

/**
 * Ends what an earlier process left between intent and outcome, by looking at the world: the worktree, the branch, the tag,
 * the remote. Gives what it came to; null when nothing was left. Throws `publish.busy` while that process lives.
 */
export async function settlePublication(context: OperationContext, settings: PublishSettings): Promise<PublishFact | null> {
  await settleSync(context, settings);
  const { intent, changedAt, phase } = await publicationOf(context);
  if (intent === null) return null;
  const { holder, step } = intent;
  // A push whose outcome nobody knows has no one at work on it.
  if (phase !== "unsettled" && context.world.proc.identify(holder.pid)?.started === holder.started)
    throw new MillraceError("publish.busy", { staging: settings.staging, pid: holder.pid });
  const fact = existsSync(settings.staging)
    ? await withStaging(context, settings, (open) => outcomeOf(open, step), step.type === "push" ? step.remote : null)
    : withoutStaging(step);
  if (fact !== null) await takeStep(context, fact, changedAt);
  if (fact?.type === "publish.pushed" && fact.data.outcome === "unknown") {
    const { remote, ref, detail } = fact.data;
    throw new MillraceError("publish.push-unknown", { remote, ref, problem: detail });
  }
  return fact;
}

/** The repository is gone, and what was under way in it with it; what a remote holds is seen by the next preflight. */
function withoutStaging(step: PublishIntent): PublishFact | null {
  const detail = "the staging worktree is gone";
  switch (step.type) {
    case "sync":
      return null;
    case "commit":
      return { type: "publish.committed", data: { outcome: "refused", commit: null, tree: step.tree, branch: step.branch, detail } };
    case "push":
      return {
        type: "publish.pushed",
        data: { outcome: "refused", remote: step.remote, ref: step.ref, oid: step.oid, seen: null, detail },
      };
    case "tag":
      return { type: "publish.tagged", data: { outcome: "refused", name: step.name, commit: step.commit, oid: null, detail } };
  }
}

async function outcomeOf({ port }: OpenStaging, step: PublishIntent): Promise<PublishFact | null> {
  switch (step.type) {
    case "sync":
      return null;
    case "commit":
      return await commitOutcome(port, step);
    case "push":
      return await pushOutcome(port, step);
    case "tag":
      return await tagOutcome(port, step);
  }
}

type Step<Type extends PublishIntent["type"]> = Extract<PublishIntent, { type: Type }>;

async function commitOutcome(port: GitPort, { tree, parent, branch }: Step<"commit">): Promise<PublishFact> {
  const settled = (outcome: "committed" | "refused", commit: string | null, detail: string): PublishFact => ({
    type: "publish.committed",
    data: { outcome, commit, tree, branch, detail },
  });
  const head = await port.resolve(`refs/heads/${branch}`);
  if (head === parent || head === null) return settled("refused", null, "interrupted before the commit was made");
  const since = await port.commitsBetween(parent, head);
  const made = since.find((one) => one.tree === tree && (one.parents[0] ?? null) === parent);
  if (made === undefined) return settled("refused", null, `interrupted, and ${branch} was moved to ${head} by somebody else`);
  // It may have died between the branch and the index, which would refuse the next commit.
  if (made.commit === head) await port.follow(head);
  return settled("committed", made.commit, "found after an interruption");
}

async function pushOutcome(port: GitPort, { remote, ref, oid, expected }: Step<"push">): Promise<PublishFact> {
  const settled = (outcome: "pushed" | "refused" | "unknown", seen: string | null, detail: string): PublishFact => ({
    type: "publish.pushed",
    data: { outcome, remote, ref, oid, seen, detail },
  });
  if (!port.facts.remotes.some(({ name }) => name === remote)) return settled("refused", null, `there is no remote "${remote}" any more`);
  const answer = await port.refs(remote);
  if (answer.type !== "refs") return settled("unknown", null, `it does not answer (${answer.type})`);
  const seen = answer.refs.get(ref) ?? null;
  if (seen === oid) return settled("pushed", seen, "found after an interruption");
  if (seen === expected) return settled("refused", seen, "interrupted before the remote took it");
  const gone = seen === null || (await port.resolve(seen)) === null || !(await port.isAncestor(oid, seen));
  // Somebody may have gone on from it already.
  return gone ? settled("refused", seen, "the remote holds something else") : settled("pushed", seen, "the remote has gone on from it");
}

async function tagOutcome(port: GitPort, { name, commit }: Step<"tag">): Promise<PublishFact> {
  const oid = await port.resolve(`refs/tags/${name}`);
  const outcome = oid === null ? "refused" : "tagged";
  return { type: "publish.tagged", data: { outcome, name, commit, oid, detail: "found after an interruption" } };
}
