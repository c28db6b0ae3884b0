import { isRefName } from "../../../publish/git/is-ref-name.ts";
import { alteredSince } from "../../../publish/preflight/altered-since.ts";
import { branchBusy } from "../../../publish/preflight/branch-busy.ts";
import type { PreflightFacts } from "../../../publish/preflight/facts.ts";
import type { Finding } from "../../../publish/preflight/finding.ts";
import { judge } from "../../../publish/preflight/judge.ts";
import { lookAtCommits } from "../../../publish/preflight/look-at-commits.ts";
import { lookAtContents } from "../../../publish/preflight/look-at-contents.ts";
import { lookAtRemote } from "../../../publish/preflight/look-at-remote.ts";
import { masked } from "../../../publish/preflight/masked.ts";
import { pathsOf } from "../../../publish/preflight/paths-of.ts";
import type { PublishPlan } from "../../../publish/preflight/publish-plan.ts";
import { readTexts } from "../../../publish/preflight/read-texts.ts";
import type { PublishSettings } from "../../../publish/settings.ts";
import { realStagingDisk } from "../../../publish/sync/open-staging-disk.ts";
import { dayAt } from "../../state/day.ts";
import type { OperationContext } from "../context.ts";
import { everOwned } from "./ever-owned.ts";
import { newCommits } from "./new-commits.ts";
import type { OpenStaging } from "./open-staging.ts";
import { targetAnswer } from "./target-answer.ts";
import { workBehind } from "./work-behind.ts";

export interface Preflight {
  ready: boolean;
  plan: PublishPlan;
  findings: Finding[];
  /** Sequence of the newest event of publishing that it took into account. */
  after: number;
}

export interface PreflightOptions {
  offline: boolean;
  /** The message that the commit will have: it is looked through as well. */
  message: string;
  /** The tag that is to be made on it; null for none. */
  tag: string | null;
}

/** Looks at everything that could keep the staged tree from being published, and says all of it at once. Changes neither repository. */
export async function preflightStaging(
  context: OperationContext,
  settings: PublishSettings,
  { port, remote }: OpenStaging,
  { offline, message, tag }: PreflightOptions,
): Promise<Preflight> {
  const { publication, staged, ...work } = await workBehind(context, settings);
  const git = port.facts;
  const branch = git.head.type === "detached" ? null : git.head.branch;
  const changes = await port.changes();
  const planned = await port.planTree(changes.head, changes.changes);
  const look = await lookAtRemote(port, { remote, branch: branch ?? settings.branch, offline, published: publication.pushed });
  const { commits, earlier } = await newCommits(port, look, publication, changes.head);
  const hidden = new Set<string>();
  const hide = (value: string) => void hidden.add(value);
  const onProgress = (done: number, all: number) =>
    context.progress({ type: "note", text: `${done} of ${all} changed files are looked through` });
  const { secrets, ...looked } = await lookAtContents(port, changes.changes, earlier, { onValue: hide, onProgress });
  const target = await targetAnswer(context, settings, port, { look, commit: changes.head, tree: planned.tree });
  const { approved } = publication;
  const isApproved = approved?.tree === planned.tree && approved.base === changes.head && approved.branch === branch;
  const approval = approved && isApproved ? { by: approved.by, seq: approved.at } : null;
  const listing = work.synced?.listing ?? null;
  const paths = pathsOf(settings.staging, changes, listing);
  const facts: PreflightFacts = {
    settings,
    today: dayAt(context.world.clock.wall()),
    git,
    busyIn: branchBusy(git),
    changes,
    planned,
    altered: listing === null ? [] : alteredSince(realStagingDisk, settings.staging, listing, staged),
    ...looked,
    secrets: [...secrets, ...(await lookAtCommits(commits, message, hide))],
    remote: look,
    target,
    commits,
    earlier,
    paths,
    text: await readTexts(port, changes, earlier, paths),
    work: { ...work, approval, everOwned: everOwned(context, changes.changes, listing) },
    message,
    tag: tag === null ? null : { name: tag, here: isRefName(`refs/tags/${tag}`) ? await port.resolve(`refs/tags/${tag}`) : null },
  };
  const findings = masked(judge(facts), hidden);
  const plan: PublishPlan = {
    schema: "millrace.publish-plan.v1",
    staging: settings.stagingName,
    branch,
    base: changes.head,
    tree: planned.tree,
    remote: look.type === "answered" ? { name: look.name, theirs: look.theirs } : null,
    source: work.synced?.source ?? null,
    changes: masked(changes.changes, hidden),
    findings,
  };
  return { ready: findings.every(({ severity }) => severity !== "block"), plan, findings, after: publication.changedAt };
}
