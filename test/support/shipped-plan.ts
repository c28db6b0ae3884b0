import { shippedLoops } from "../../machines/catalogue.ts";
import { freezeLoop } from "../../machines/loop/freeze-loop.ts";
import { loopText } from "../../machines/loop/loop-text.ts";
import { rebuildLoop } from "../../machines/loop/rebuild-loop.ts";
import type { CompiledPlan } from "../../src/engine/compiled-plan.ts";
import { sha256 } from "../../src/kernel/sha256.ts";
import type { FrozenPlan, StageBinding } from "../../src/plan/frozen-plan.ts";

const shell: StageBinding = {
  runner: "shell",
  argv: [],
  model: null,
  timeoutSeconds: 60,
  graceSeconds: 1,
  outputBytes: 1_000_000,
  entrypoint: null,
  skills: [],
  env: {},
};

/** The shipped loops as a plan of shell stages, without reading a file: what unit tests decide with. */
export function shippedPlan(change?: (plan: FrozenPlan) => void): CompiledPlan {
  const loops = shippedLoops.map((definition) => {
    const frozen = freezeLoop(definition);
    if (!frozen.ok) throw new Error(JSON.stringify(frozen.problems));
    return frozen.loop;
  });
  const plan: FrozenPlan = {
    schema: "millrace.plan.v1",
    mode: "default_shell",
    loopFor: { task: "execution.standard", spec: "planning.standard", idea: "planning.standard", incident: "planning.standard" },
    loops: Object.fromEntries(loops.map((loop) => [loop.id, loop])),
    bounds: Object.fromEntries(loops.map((loop) => [loop.id, 100])),
    stages: Object.fromEntries(loops.flatMap((loop) => Object.keys(loop.stages).map((stage) => [`${loop.id}/${stage}`, shell]))),
    checks: {},
    checkTimeoutSeconds: 60,
    delivery: "none",
    evidence: { protected: [], protectedBlocks: false },
    env: { allow: [] },
    limits: { retriesPerVisit: 2, interruptionsPerVisit: 3, backoffMillis: 1000, backoffCeilingMillis: 60_000 },
  };
  change?.(plan);
  const rebuilt = loops.map((frozen) => {
    const result = rebuildLoop(frozen);
    if (!result.ok) throw new Error(result.entries.join());
    return [frozen.id, { loop: result.loop, hash: sha256(loopText(frozen)) }] as const;
  });
  return { hash: PLAN, plan, loops: new Map(rebuilt) };
}

/** The hash by which tests name that plan. */
export const PLAN = "a".repeat(64);
