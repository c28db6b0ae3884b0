import type { EventOf } from "../../events/event.ts";
import { required } from "../require.ts";
import type { RunPhase } from "../run.ts";
import type { State } from "../state.ts";

export function runStarted(state: State, event: EventOf<"run.started">): void {
  const id = required(new Map([["run", event.run]]), "run", "run") as string;
  const { position, phase, ...facts } = event.data;
  const item = required(state.items, event.subject, "item");
  item.runs += 1;
  item.runsEver += 1;
  item.lastRun = id;
  item.changedAt = event.seq;
  state.runs.set(id, {
    ...facts,
    id,
    item: event.subject,
    position,
    phase: phase as RunPhase,
    visit: 1,
    tries: 0,
    retries: 0,
    interruptions: 0,
    attempts: 0,
    attempt: null,
    claim: null,
    conclusion: null,
    waiting: null,
    delivery: null,
    tree: null,
    baseline: [],
    evidence: [],
    visits: [],
    changed: [],
    protectedChanged: [],
    usage: null,
    startedAt: event.seq,
    startedTime: state.time,
    changedAt: event.seq,
  });
}

export function runPrepared(state: State, event: EventOf<"run.prepared">): void {
  const run = runOf(state, event);
  run.phase = "due";
  run.tree = event.data.tree;
  run.baseline = event.data.baseline;
}

export function runPhase(state: State, event: EventOf<"run.phase">): void {
  runOf(state, event).phase = event.data.to as RunPhase;
}

export function runWaiting(state: State, event: EventOf<"run.waiting">): void {
  const run = runOf(state, event);
  run.phase = "waiting";
  run.waiting = event.data;
  run.claim = null;
}

export function timerFired(state: State, event: EventOf<"timer.fired">): void {
  const run = runOf(state, event);
  run.phase = "due";
  run.waiting = null;
}

export function runVerified(state: State, event: EventOf<"run.verified">): void {
  const run = runOf(state, event);
  run.evidence = event.data.evidence;
  run.tree = event.data.tree;
  noteVerified(state, event);
  if (run.phase === "verifying") run.phase = "deciding";
}

/** So many trees with evidence are remembered for publishing. */
const VERIFIED = 64;

function noteVerified({ publication }: State, { seq, run = "", data: { tree, evidence } }: EventOf<"run.verified">): void {
  if (tree === null || evidence.length === 0 || evidence.some(({ passed }) => !passed)) return;
  const others = publication.verified.filter((one) => one.tree !== tree.id);
  publication.verified = [...others, { at: seq, tree: tree.id, run, checks: evidence.length }].slice(-VERIFIED);
}

/** The live run that an event names, with the sequence of its latest change brought up to date. */
export function runOf(state: State, event: { run?: string; seq: number }): State["runs"] extends Map<string, infer R> ? R : never {
  const run = required(state.runs, event.run, "run");
  run.changedAt = event.seq;
  return run;
}
