import { type EventNames, runtimeMachine, type StateNames } from "./step.ts";

/** The life of the runtime in a workspace. STARTED where an owner was already known means that owner crashed: a pause survives it, a stop is over. */
export const lifecycleStates = {
  stopped: { on: { STARTED: "running" } },
  running: { on: { STARTED: "running", PAUSED: "paused", STOP_REQUESTED: "stopping", STOPPED: "stopped" } },
  paused: { on: { STARTED: "paused", RESUMED: "running", STOP_REQUESTED: "stopping", STOPPED: "stopped" } },
  stopping: { on: { STARTED: "running", STOPPED: "stopped" } },
} as const;

export type LifecyclePhase = StateNames<typeof lifecycleStates>;
export type LifecycleEvent = EventNames<typeof lifecycleStates>;

export const lifecycleMachine = runtimeMachine("runtime.lifecycle", "stopped", lifecycleStates);
