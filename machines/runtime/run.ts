import { type EventNames, runtimeMachine, type StateNames } from "./step.ts";

/**
 * The life of a run between its effects: baseline checks, attempts, decisions on their results, checks of a claimed
 * pass, timers, delivery. A visit is due until an attempt of it ends; a lost or interrupted attempt makes it due again.
 * Where the runtime itself cannot do its part (git fails), the run has failed.
 */
export const runStates = {
  preparing: { on: { PREPARED: "due", FAILED: "finished", CANCELLED: "finished" } },
  due: { on: { ATTEMPT_REQUESTED: "launching", FINISHED: "finished", FAILED: "finished", CANCELLED: "finished" } },
  launching: {
    on: {
      ATTEMPT_STARTED: "running",
      ATTEMPT_ENDED: "deciding",
      ATTEMPT_LOST: "due",
      ATTEMPT_INTERRUPTED: "due",
      FAILED: "finished",
      CANCELLED: "finished",
    },
  },
  running: {
    on: { ATTEMPT_ENDED: "deciding", ATTEMPT_LOST: "due", ATTEMPT_INTERRUPTED: "due", FAILED: "finished", CANCELLED: "finished" },
  },
  deciding: {
    on: {
      MOVED: "due",
      VERIFY: "verifying",
      RETRY_LATER: "waiting",
      LOOP_ENDED: "delivering",
      FINISHED: "finished",
      CANCELLED: "finished",
    },
  },
  verifying: { on: { VERIFIED: "deciding", FAILED: "finished", CANCELLED: "finished" } },
  waiting: { on: { TIMER_FIRED: "due", FINISHED: "finished", CANCELLED: "finished" } },
  delivering: { on: { DELIVERED: "finished", DELIVERY_UNKNOWN: "stuck", FAILED: "finished", CANCELLED: "finished" } },
  stuck: { on: { RESOLVED: "delivering", CANCELLED: "finished" } },
  finished: { type: "final" },
} as const;

export type RunPhase = StateNames<typeof runStates>;
export type RunEvent = EventNames<typeof runStates>;

export const runMachine = runtimeMachine("runtime.run", "preparing", runStates);
