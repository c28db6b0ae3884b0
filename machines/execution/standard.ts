import type { LoopDefinition } from "../loop/definition.ts";
import { below, count, forget, go, remember, remembered } from "../loop/rules.ts";
import { completes, judges, reports } from "../loop/stage-rules.ts";

/**
 * Build, check, fix, recover, update. Bound for the default limits: 17 attempts (proved in test/machines).
 *
 * A stage that is blocked is resumed once recovery completes. Work that was rejected more often than `fixCycles`
 * allows is built anew after recovery: its verdict was sound, so there is nothing to resume.
 */
export const executionStandard: LoopDefinition = {
  id: "execution.standard",
  plane: "execution",
  version: 1,
  entries: { task: "builder" },
  limits: { fixCycles: 2, troubleshoots: 2, consults: 1 },
  stages: {
    builder: completes("BUILDER_COMPLETE"),
    checker: judges("CHECKER_PASS"),
    fixer: completes("FIXER_COMPLETE"),
    doublechecker: judges("DOUBLECHECK_PASS"),
    updater: completes("UPDATE_COMPLETE"),
    troubleshooter: completes("TROUBLESHOOT_COMPLETE"),
    consultant: reports({ CONSULT_COMPLETE: "success", NEEDS_PLANNING: "escalate_planning" }),
  },
  machine: {
    id: "execution.standard",
    initial: "builder",
    states: {
      builder: { on: { BUILDER_COMPLETE: [go("checker")], BLOCKED: recoverFrom("builder") } },
      checker: { on: { CHECKER_PASS: [go("updater")], FIX_NEEDED: fixOrRecover(), BLOCKED: recoverFrom("checker") } },
      fixer: { on: { FIXER_COMPLETE: [go("doublechecker")], BLOCKED: recoverFrom("fixer") } },
      doublechecker: { on: { DOUBLECHECK_PASS: [go("updater")], FIX_NEEDED: fixOrRecover(), BLOCKED: recoverFrom("doublechecker") } },
      updater: { on: { UPDATE_COMPLETE: [go("done")], BLOCKED: recoverFrom("updater") } },
      recovering: {
        always: [
          go("troubleshooter", below("troubleshoots"), count("troubleshoots")),
          go("consultant", below("consults"), count("consults")),
          go("blocked"),
        ],
      },
      troubleshooter: { on: { TROUBLESHOOT_COMPLETE: [go("resuming")], BLOCKED: [go("recovering")] } },
      consultant: {
        on: { CONSULT_COMPLETE: [go("troubleshooter")], NEEDS_PLANNING: [go("needs_planning")], BLOCKED: [go("consultant_blocked")] },
      },
      resuming: {
        always: [resume("checker"), resume("fixer"), resume("doublechecker"), resume("updater"), go("builder", null, forget)],
      },
      done: { type: "final", output: { item: "done", reason: "updater_complete" } },
      needs_planning: { type: "final", output: { item: "handoff", reason: "consultant_needs_planning" } },
      blocked: { type: "final", output: { item: "blocked", reason: "recovery_exhausted" } },
      consultant_blocked: { type: "final", output: { item: "blocked", reason: "consultant_blocked" } },
    },
  },
};

function recoverFrom(stage: string) {
  return [go("recovering", null, remember(stage))];
}

function fixOrRecover() {
  return [go("fixer", below("fixCycles"), count("fixCycles")), go("recovering")];
}

function resume(stage: string) {
  return go(stage, remembered(stage), forget);
}
