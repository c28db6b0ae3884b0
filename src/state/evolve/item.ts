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
    priority: fields.priority,
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
  const { fields, held = [] } = event.data;
  if (fields.priority !== item.fields.priority) item.priority = fields.priority;
  item.revision = event.data.revision;
  item.document = event.data.document;
  item.fields = fields;
  item.documentAt = event.seq;
  item.held = held;
  item.changedAt = event.seq;
}

export function itemPlaced(state: State, event: EventOf<"item.placed">): void {
  const item = required(state.items, event.subject, "item");
  item.priority = event.data.priority;
  item.order = event.data.order;
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
    delete item.spent;
  }
  if (!isLive(item.phase)) item.document = null;
}

/** The document of a finished item is now what stands for it. What it was asked to do is gone with it, so that it cannot run again. */
export function logRedacted(state: State, event: EventOf<"log.redacted">): void {
  const { seq, document } = event.data;
  const item = document && state.items.get(document.item);
  if (!item || item.documentAt !== seq) return;
  item.revision = document.revision;
  item.redactedBy = event.seq;
  item.changedAt = event.seq;
}
