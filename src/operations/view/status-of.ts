import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";
import type { Run } from "../../state/run.ts";
import { iso } from "../iso.ts";
import { operationError } from "../operation-error.ts";
import { budgetOf } from "../schemas/budget.ts";
import { attentionOf } from "./attention-of.ts";
import { loopForOf } from "./current-plan.ts";
import { ownerAttention } from "./owner-attention.ts";
import { readOwner } from "./read-owner.ts";
import { waitsOf } from "./wait-of.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** Queued items that status names; the counts have them all. */
const SHOWN = 10;

/** The whole status of a workspace from one view of it. */
export function statusOf(world: World, root: string, view: WorkspaceView) {
  const { head, problem } = view;
  const now = world.clock.wall();
  const holder = readOwner(world, root);
  const loopFor = loopForOf(world, root, head);
  const queued = view.items({ phases: ["queued"], limit: SHOWN });
  const waits = waitsOf(view, queued, loopFor);
  const attention = [...ownerAttention(world, holder), ...attentionOf(view, loopFor, now)];
  const { counts, kinds } = countsOf(view);
  const crashed = holder === null && head.owner !== null;
  const today = iso(now).slice(0, 10);
  return {
    asOf: view.asOf,
    durable: view.durable,
    generatedAt: iso(now),
    root,
    workspace: head.workspace,
    log: { torn: view.torn, problem: problem && operationError(new MillraceError(problem.code, problem.values)) },
    lifecycle: (holder === null ? "stopped" : head.lifecycle) as string,
    owner: holder && {
      role: holder.role,
      pid: holder.pid,
      since: holder.since,
      epoch: holder.epoch,
      suspended: world.proc.suspended(holder.pid),
    },
    crashed,
    pauses: [...head.pauses.values()].map(({ source, reason, since }) => ({ source, reason, seq: since })),
    plan: head.plan && { hash: head.plan.hash, mode: head.plan.mode, chosenBy: head.plan.chosenBy ?? null, seq: head.plan.at },
    counts,
    kinds,
    runs: [...head.runs.values()].map((run) => runStatus(run, view, now)),
    waiting: queued.map((item) => ({ item: item.id, title: item.fields.title, waiting: waits.get(item.id) ?? null })),
    budget: budgetOf(head, today),
    attention,
    next: nextOf({
      known: problem?.code !== "log.missing",
      counts,
      live: head.runs.size,
      owned: holder !== null,
      ready: [...waits.values()].includes(null),
      attention,
    }),
  };
}

function runStatus(run: Run, view: WorkspaceView, now: number) {
  const { attempt, waiting } = run;
  return {
    id: run.id,
    item: run.item,
    title: view.item(run.item)?.fields.title ?? "",
    loop: run.loop,
    phase: run.phase as string,
    stage: run.position.stage,
    visit: run.visit,
    visitLimit: run.visitLimit,
    attempts: run.attempts,
    attempt: attempt && { id: attempt.id, runner: attempt.runner, pid: attempt.pid, millis: Math.max(0, now - attempt.requestedTime) },
    waiting: waiting && { until: iso(waiting.dueAt), reason: waiting.reason },
    counters: run.position.context.counters,
    millis: Math.max(0, now - run.startedTime),
  };
}

function countsOf(view: WorkspaceView): { counts: Record<string, number>; kinds: Record<string, Record<string, number>> } {
  const counts: Record<string, number> = { queued: 0, active: 0, blocked: 0, done: 0 };
  const kinds: Record<string, Record<string, number>> = {};
  for (const { kind, phase, count } of view.counts()) {
    counts[phase] = (counts[phase] ?? 0) + count;
    kinds[kind] = { ...kinds[kind], [phase]: count };
  }
  return { counts, kinds };
}

function nextOf(now: {
  /** Whether anything is known of the workspace. */
  known: boolean;
  counts: Record<string, number>;
  live: number;
  owned: boolean;
  ready: boolean;
  attention: readonly { command: string; what: string }[];
}) {
  const { known, counts, live, owned, ready, attention } = now;
  const next = attention.slice(0, 1).map(({ command, what }) => ({ command, why: what }));
  if (!known) return next;
  if (!owned && live > 0) next.push({ command: "millrace start --once", why: "Carries on the run that was left" });
  else if (!owned && ready) next.push({ command: "millrace start --once", why: "Works on the next item that is ready" });
  if ((counts.queued ?? 0) + (counts.active ?? 0) + (counts.blocked ?? 0) === 0)
    next.push({ command: 'millrace add-task "Title" --run CMD --check CMD', why: "The queue is empty" });
  return next;
}
