import type { EventOf } from "../../events/event.ts";
import type { Item } from "../item.ts";
import { isLive } from "../item-phase.ts";
import { required } from "../require.ts";
import type { State } from "../state.ts";

export function itemAdded(state: State, event: EventOf<"item.added">): void {
  const { kind, revision, document, fields, held } = event.data;
  state.items.set(event.subject, {
    id: event.subject,
    kind,
    phase: "queued",
    revision,
    document,
    documentAt: event.seq,
    fields,
    held,
    order: event.seq,
    runs: 0,
    runsEver: 0,
    lastRun: null,
    counters: {},
    reason: null,
    changedAt: event.seq,
  });
}

export function itemRevised(state: State, event: EventOf<"item.revised">): void {
  const item = required(state.items, event.subject, "item");
  item.revision = event.data.revision;
  item.document = event.data.document;
  item.fields = event.data.fields;
  item.documentAt = event.seq;
  item.held = [];
  item.changedAt = event.seq;
}

export function itemApproved(state: State, event: EventOf<"item.approved">): void {
  const item = required(state.items, event.subject, "item");
  item.held = item.held.filter((command) => !event.data.commands.includes(command));
  item.changedAt = event.seq;
}

export function itemMoved(state: State, event: EventOf<"item.moved">): void {
  const item = required(state.items, event.subject, "item");
  item.phase = event.data.to as Item["phase"];
  item.reason = event.data.reason;
  item.changedAt = event.seq;
  if (event.data.resetCounters) {
    item.counters = {};
    item.runs = 0;
  }
  if (!isLive(item.phase)) item.document = null;
}
