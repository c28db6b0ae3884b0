import type { EventOf } from "../../events/event.ts";
import { required } from "../require.ts";
import type { Run, Visit } from "../run.ts";
import type { State } from "../state.ts";
import { runOf } from "./run.ts";

export function runMoved(state: State, event: EventOf<"run.moved">): void {
  const run = runOf(state, event);
  settleVisit(state, run, event.data);
  run.phase = "due";
  run.position = event.data.to;
  run.visit += 1;
  run.tries = 0;
  run.retries = 0;
  run.interruptions = 0;
  delete run.session;
  delete run.failed;
}

export function runConcluded(state: State, event: EventOf<"run.concluded">): void {
  const run = runOf(state, event);
  settleVisit(state, run, event.data);
  run.phase = "delivering";
  run.position = { stage: event.data.final, context: event.data.context };
  run.conclusion = { outcome: event.data.outcome, reason: event.data.reason, at: event.seq };
}

export function deliveryIntended(state: State, event: EventOf<"delivery.intended">): void {
  runOf(state, event).delivery = { ...event.data, at: event.seq };
}

export function deliverySettled(state: State, event: EventOf<"delivery.settled">): void {
  const run = runOf(state, event);
  run.phase = event.data.outcome === "unknown" ? "stuck" : "delivering";
}

/** Characters; the log has the rest. */
const DETAIL_KEPT = 500;

export function runFinished(state: State, event: EventOf<"run.finished">): void {
  const run = runOf(state, event);
  const { outcome, reason, detail, counters, attempts, millis } = event.data;
  state.runs.delete(run.id);
  state.finishedRuns.set(run.id, {
    id: run.id,
    item: run.item,
    loop: run.loop,
    plan: run.plan,
    outcome,
    reason,
    ...(outcome === "blocked" && detail !== "" && detail !== reason ? { detail: detail.slice(0, DETAIL_KEPT) } : {}),
    ...(outcome === "blocked" && run.failed?.failure === reason ? { runner: run.failed.runner } : {}),
    attempts,
    visits: run.visits.length,
    startedAt: run.startedAt,
    finishedAt: event.seq,
    startedTime: run.startedTime,
    millis,
  });
  required(state.items, run.item, "item").counters = counters;
}

function settleVisit(state: State, run: Run, data: EventOf<"run.moved">["data"] | EventOf<"run.concluded">["data"]): void {
  const visit: Visit = {
    visit: data.visit,
    stage: data.from,
    tries: run.tries,
    claimed: data.claimed,
    effective: data.effective,
    failure: data.failure,
    summary: run.claim?.detail ?? "",
    endedTime: state.time,
  };
  run.visits.push(visit);
  run.claim = null;
}
