import type { EventOf } from "../../events/event.ts";
import { isLive } from "../item-phase.ts";
import { required } from "../require.ts";
import type { State } from "../state.ts";

export function itemImported(state: State, event: EventOf<"item.imported">): void {
  const { kind, revision, document, fields, held, phase, reason, counters } = event.data;
  state.items.set(event.subject, {
    id: event.subject,
    kind,
    phase,
    revision,
    document: isLive(phase) ? document : null,
    documentAt: event.seq,
    fields,
    held,
    priority: fields.priority,
    order: event.seq,
    runs: 0,
    runsEver: 0,
    lastRun: null,
    counters,
    reason,
    changedAt: event.seq,
  });
}

/** The older runs of an item name the next one, and do not count against its limit: that is a new law's. */
export function runImported(state: State, event: EventOf<"run.imported">): void {
  const id = required(new Map([["run", event.run]]), "run", "run") as string;
  const { loop, outcome, reason, stages, started, millis } = event.data;
  const item = required(state.items, event.subject, "item");
  item.runsEver += 1;
  item.lastRun = id;
  item.changedAt = event.seq;
  state.finishedRuns.set(id, {
    id,
    item: event.subject,
    loop,
    plan: "",
    outcome,
    reason,
    attempts: stages,
    visits: stages,
    startedAt: event.seq,
    finishedAt: event.seq,
    startedTime: Date.parse(started),
    millis,
  });
}
