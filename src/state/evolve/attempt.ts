import type { EventOf } from "../../events/event.ts";
import type { Usage } from "../run.ts";
import type { State } from "../state.ts";
import { runOf } from "./run.ts";

export function attemptRequested(state: State, event: EventOf<"attempt.requested">): void {
  const run = runOf(state, event);
  const { try: number, stage, runner, request, tree } = event.data;
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
  const { claimed, failure, detail, summary, tree, changed, protectedChanged, usage } = event.data;
  run.phase = "deciding";
  run.attempt = null;
  run.claim = { terminal: claimed, failure, detail: summary || detail, at: event.seq };
  run.tree = tree;
  run.changed = union(run.changed, changed);
  run.protectedChanged = union(run.protectedChanged, protectedChanged);
  run.usage = addUsage(run.usage, usage);
  if (failure !== null) run.retries += 1;
}

export function attemptLost(state: State, event: EventOf<"attempt.lost">): void {
  const run = runOf(state, event);
  run.phase = "due";
  run.attempt = null;
  run.interruptions += 1;
}

function countToday(state: State, time: string): void {
  const day = time.slice(0, 10);
  state.day = { day, attempts: state.day.day === day ? state.day.attempts + 1 : 1 };
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
