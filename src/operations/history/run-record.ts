import type { AnyEvent, EventData, EventOf } from "../../events/event.ts";
import { iso } from "../iso.ts";

type Check = EventData<"run.verified">["evidence"][number];

export interface AttemptRecord {
  id: string;
  seq: number;
  try: number;
  runner: string;
  requested: string;
  request: string;
  treeBefore: EventData<"attempt.requested">["tree"];
  session: string | null;
  model: string | null;
  ended: EventData<"attempt.ended"> | null;
  lost: EventData<"attempt.lost"> | null;
}

export interface VisitRecord {
  visit: number;
  stage: string;
  attempts: AttemptRecord[];
  evidence: Check[];
  claimed: string | null;
  effective: string | null;
  failure: string | null;
  /** Where it led: a stage or a final state; null while it is open. */
  to: string | null;
}

/** What the log says of one run, put in order. Undated lists are in order of sequence. */
export interface RunRecord {
  started: EventOf<"run.started">;
  baseline: Check[];
  tree: EventData<"run.prepared">["tree"];
  visits: VisitRecord[];
  delivery: { intended: EventData<"delivery.intended"> | null; settled: EventData<"delivery.settled"> | null };
  concluded: EventOf<"run.concluded"> | null;
  finished: EventOf<"run.finished"> | null;
}

/** Orders the events of one run (see `eventsOfRun`). */
export function runRecord(events: readonly AnyEvent[]): RunRecord {
  const started = events.find((event) => event.type === "run.started");
  if (started?.type !== "run.started") throw new Error(`The log holds events of run ${events[0]?.run}, but not its start`);
  const record: RunRecord = {
    started,
    baseline: [],
    tree: null,
    visits: [],
    delivery: { intended: null, settled: null },
    concluded: null,
    finished: null,
  };
  for (const event of events) take(record, event);
  return record;
}

function take(record: RunRecord, event: AnyEvent): void {
  const last = record.visits.at(-1);
  switch (event.type) {
    case "run.prepared":
      record.baseline = event.data.baseline;
      record.tree = event.data.tree;
      break;
    case "attempt.requested":
      visitOf(record, event.data.visit, event.data.stage).attempts.push(attemptOf(event));
      break;
    case "attempt.ended": {
      const attempt = last?.attempts.find(({ id }) => id === event.attempt);
      if (attempt) attempt.ended = event.data;
      break;
    }
    case "attempt.lost": {
      const attempt = last?.attempts.find(({ id }) => id === event.attempt);
      if (attempt) attempt.lost = event.data;
      break;
    }
    case "run.verified":
      last?.evidence.push(...event.data.evidence);
      break;
    case "run.moved":
      settle(record, event.data, event.data.to.stage);
      break;
    case "run.concluded":
      settle(record, event.data, event.data.final);
      record.concluded = event;
      break;
    case "delivery.intended":
      record.delivery.intended = event.data;
      break;
    case "delivery.settled":
      record.delivery.settled = event.data;
      break;
    case "run.finished":
      record.finished = event;
      break;
  }
}

function visitOf(record: RunRecord, visit: number, stage: string): VisitRecord {
  const known = record.visits.find((one) => one.visit === visit);
  if (known) return known;
  const made: VisitRecord = { visit, stage, attempts: [], evidence: [], claimed: null, effective: null, failure: null, to: null };
  record.visits.push(made);
  return made;
}

function settle(record: RunRecord, moved: EventData<"run.moved"> | EventData<"run.concluded">, to: string): void {
  const visit = visitOf(record, moved.visit, moved.from);
  visit.claimed = moved.claimed;
  visit.effective = moved.effective;
  visit.failure = moved.failure;
  visit.to = to;
}

function attemptOf({ seq, time, attempt, data }: EventOf<"attempt.requested">): AttemptRecord {
  const requested = iso(Date.parse(time));
  return {
    id: attempt ?? "",
    seq,
    try: data.try,
    runner: data.runner,
    requested,
    request: data.request,
    treeBefore: data.tree,
    session: data.session ?? null,
    model: data.model ?? null,
    ended: null,
    lost: null,
  };
}
