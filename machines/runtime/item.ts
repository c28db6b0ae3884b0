import { type EventNames, runtimeMachine, type StateNames } from "./step.ts";

/** The life of a work item. Retrying a finished one queues it again; only `removed` and `archived` are for ever. */
export const itemStates = {
  queued: {
    on: {
      CLAIMED: "active",
      BLOCKED: "blocked",
      RESOLVED: "done",
      CANCELLED: "cancelled",
      REMOVED: "removed",
      REVISED: "queued",
      PLACED: "queued",
    },
  },
  active: { on: { DONE: "done", BLOCKED: "blocked", HANDED_OFF: "handed_off", CANCELLED: "cancelled", REQUEUED: "queued" } },
  blocked: { on: { UNBLOCKED: "queued", RESOLVED: "done", CANCELLED: "cancelled", ARCHIVED: "archived", REVISED: "blocked" } },
  done: { on: { RETRIED: "queued" } },
  handed_off: { on: { RETRIED: "queued" } },
  cancelled: { on: { RETRIED: "queued" } },
  removed: { type: "final" },
  archived: { type: "final" },
} as const;

/** The phase of a work item. */
export type Phase = StateNames<typeof itemStates>;
export type ItemEvent = EventNames<typeof itemStates>;

export const itemMachine = runtimeMachine("runtime.item", "queued", itemStates);
