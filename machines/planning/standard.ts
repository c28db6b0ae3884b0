import type { LoopDefinition } from "../loop/definition.ts";
import { below, count, forget, go, remember, remembered } from "../loop/rules.ts";
import { completes, reports } from "../loop/stage-rules.ts";

/**
 * Plan a spec or an idea, audit an incident, judge a closure. Bounds for the default limits: 6 attempts for a spec, 7 for an incident, 2 for a
 * closure (proved in test/machines).
 *
 * A blocked Arbiter is asked again `arbiterRetries` times and then stops: mechanics repair plans, not judgements.
 */
export const planningStandard: LoopDefinition = {
  id: "planning.standard",
  plane: "planning",
  version: 1,
  entries: { spec: "planner", idea: "planner", incident: "auditor", closure: "arbiter" },
  limits: { mechanics: 2, arbiterRetries: 1 },
  stages: {
    planner: completes("PLANNER_COMPLETE"),
    manager: completes("MANAGER_COMPLETE"),
    auditor: completes("AUDITOR_COMPLETE"),
    mechanic: completes("MECHANIC_COMPLETE"),
    arbiter: reports({ ARBITER_COMPLETE: "success", REMEDIATION_NEEDED: "followup_needed" }),
  },
  machine: {
    id: "planning.standard",
    initial: "planner",
    states: {
      auditor: { on: { AUDITOR_COMPLETE: [go("planner")], BLOCKED: recoverFrom("auditor") } },
      planner: { on: { PLANNER_COMPLETE: [go("manager")], BLOCKED: recoverFrom("planner") } },
      manager: { on: { MANAGER_COMPLETE: [go("done")], BLOCKED: recoverFrom("manager") } },
      recovering: { always: [go("mechanic", below("mechanics"), count("mechanics")), go("blocked")] },
      mechanic: { on: { MECHANIC_COMPLETE: [go("resuming")], BLOCKED: [go("recovering")] } },
      resuming: { always: [resume("auditor"), resume("manager"), go("planner", null, forget)] },
      arbiter: {
        on: {
          ARBITER_COMPLETE: [go("closed")],
          REMEDIATION_NEEDED: [go("remediation_needed")],
          BLOCKED: [go("arbiter", below("arbiterRetries"), count("arbiterRetries")), go("arbiter_blocked")],
        },
      },
      done: { type: "final", output: { item: "done", reason: "manager_complete" } },
      closed: { type: "final", output: { item: "done", reason: "arbiter_complete" } },
      remediation_needed: { type: "final", output: { item: "handoff", reason: "arbiter_remediation_needed" } },
      blocked: { type: "final", output: { item: "blocked", reason: "mechanics_exhausted" } },
      arbiter_blocked: { type: "final", output: { item: "blocked", reason: "arbiter_blocked" } },
    },
  },
};

function recoverFrom(stage: string) {
  return [go("recovering", null, remember(stage))];
}

function resume(stage: string) {
  return go(stage, remembered(stage), forget);
}
