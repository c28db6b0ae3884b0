import type { EventOf } from "../../events/event.ts";
import { countOf, withCount } from "../day.ts";
import { required } from "../require.ts";
import type { FailureClass, Run, Usage } from "../run.ts";
import { spendMore } from "../spend.ts";
import type { State } from "../state.ts";
import { runOf } from "./run.ts";

export function attemptRequested(state: State, event: EventOf<"attempt.requested">): void {
  const run = runOf(state, event);
  const { try: number, stage, runner, request, tree, session, model } = event.data;
  run.phase = "launching";
  run.tries = number;
  run.attempts += 1;
  run.tree = tree;
  run.attempt = {
    id: `${run.id}.${event.data.visit}.${number}`,
    try: number,
    stage,
    runner,
    request,
    requestedAt: event.seq,
    requestedTime: state.time,
    pid: null,
    started: null,
    ...(session === undefined ? {} : { session }),
    ...(model === undefined ? {} : { model }),
  };
  countToday(state, event.time);
}

export function attemptStarted(state: State, event: EventOf<"attempt.started">): void {
  const run = runOf(state, event);
  run.phase = "running";
  if (run.attempt) run.attempt = { ...run.attempt, pid: event.data.pid, started: event.data.started };
}

export function attemptEnded(state: State, event: EventOf<"attempt.ended">): void {
  const run = runOf(state, event);
  const { claimed, failure, detail, summary, tree, changed, protectedChanged } = event.data;
  noteEnd(state, run, event);
  run.phase = "deciding";
  run.attempt = null;
  run.claim = { terminal: claimed, failure, detail: summary || detail, at: event.seq };
  run.tree = tree;
  run.changed = union(run.changed, changed);
  run.protectedChanged = union(run.protectedChanged, protectedChanged);
  if (failure !== null) run.retries += 1;
}

export function attemptLost(state: State, event: EventOf<"attempt.lost">): void {
  const run = runOf(state, event);
  noteEnd(state, run, event);
  run.phase = "due";
  run.attempt = null;
  run.interruptions += 1;
}

/** What every end of an attempt leaves: the session to go on with, why it gave no terminal, and what it used. */
function noteEnd(state: State, run: Run, { data, time }: EventOf<"attempt.ended"> | EventOf<"attempt.lost">): void {
  noteSession(run, data);
  noteFailure(run, data);
  const usage = data.usage ?? null;
  run.usage = addUsage(run.usage, usage);
  if (usage === null) return;
  const item = required(state.items, run.item, "item");
  const name = run.attempt?.model ?? run.attempt?.runner ?? "";
  const today = countOf(state.day, time.slice(0, 10));
  item.spent = spendMore(item.spent, name, usage);
  state.day = withCount(state.day, { ...today, spent: spendMore(today.spent, name, usage) });
}

/** A session that was told, none that was told as none, and the one before where nothing was told. */
function noteSession(
  run: Run,
  { session, sessionUsage }: { session?: string | null | undefined; sessionUsage?: Usage | null | undefined },
): void {
  if (session === undefined || run.attempt === null) return;
  if (session === null) {
    delete run.session;
    return;
  }
  const { id: attempt, runner, session: before } = run.attempt;
  const known = run.session?.id === session ? run.session : null;
  run.session = {
    id: session,
    attempt,
    runner,
    usage: sessionUsage ?? known?.usage ?? null,
    resumed: before === session || (known?.resumed ?? false),
  };
}

function noteFailure(run: Run, { failure, detail }: { failure: FailureClass | null; detail: string }): void {
  if (failure === null || run.attempt === null) return;
  const { id: attempt, runner, session } = run.attempt;
  run.failed = { attempt, runner, failure, detail, resumed: session !== undefined, since: run.failed ? run.failed.since : run.tree };
}

function countToday(state: State, time: string): void {
  const today = countOf(state.day, time.slice(0, 10));
  state.day = withCount(state.day, { ...today, attempts: today.attempts + 1 });
}

function union(known: string[], more: string[]): string[] {
  return more.length === 0 ? known : [...new Set([...known, ...more])].sort();
}

function addUsage(sum: Usage | null, more: Usage | null): Usage | null {
  if (sum === null || more === null) return sum ?? more;
  return {
    input: sum.input + more.input,
    cached: sum.cached + more.cached,
    output: sum.output + more.output,
    reasoning: sum.reasoning + more.reasoning,
    costUsd: sum.costUsd === null || more.costUsd === null ? null : sum.costUsd + more.costUsd,
  };
}
