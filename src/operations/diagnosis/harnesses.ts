import { spawnSync } from "node:child_process";
import { compileWorkspace } from "../../engine/compile-workspace.ts";
import type { FrozenPlan, StageBinding } from "../../plan/frozen-plan.ts";
import { type HarnessFacts, runnerFacts } from "../../plan/stages/runner-facts.ts";
import { childEnvironment } from "../../runners/child-environment.ts";
import type { OperationContext } from "../context.ts";
import { type Finding, fine } from "./finding.ts";

const VERSION_MILLIS = 15_000;

/** Whether the agents' harnesses that the plan binds can be started, in which version, and what they may do. Asks no model. */
export async function harnessFindings(context: OperationContext): Promise<Finding[]> {
  const compiled = await compileWorkspace(context.world, context.root());
  if (!compiled.ok) return []; // told by the plan's own finding
  return boundHarnesses(compiled.plan).map((bound) => harnessFinding(bound, compiled.plan, context));
}

interface Bound {
  runner: string;
  argv: readonly string[];
  facts: HarnessFacts;
  stages: { name: string; binding: StageBinding }[];
}

/** Each program of each harness once, with the stages that start it. */
function boundHarnesses(plan: FrozenPlan): Bound[] {
  const found = new Map<string, Bound>();
  for (const [name, binding] of Object.entries(plan.stages)) {
    const facts = runnerFacts[binding.runner]?.harness;
    if (!facts) continue;
    const argv = binding.argv.length > 0 ? binding.argv : [facts.program];
    const key = JSON.stringify([binding.runner, argv]);
    const bound = found.get(key) ?? { runner: binding.runner, argv, facts, stages: [] };
    bound.stages.push({ name, binding });
    found.set(key, bound);
  }
  return [...found.values()];
}

function harnessFinding({ runner, argv, facts, stages }: Bound, plan: FrozenPlan, { world, root }: OperationContext): Finding {
  const [program = "", ...first] = argv;
  const env = childEnvironment(world.env, [...plan.env.allow, ...facts.variables], stages[0]?.binding.env ?? {});
  const ran = spawnSync(program, [...first, "--version"], { cwd: root(), env, timeout: VERSION_MILLIS, encoding: "utf8" });
  if (ran.error || ran.status !== 0) {
    const why = ran.error && "code" in ran.error ? String(ran.error.code) : `exit code ${ran.status ?? "unknown"}`;
    return {
      code: "harness",
      level: "error",
      what: `The runner "${runner}" cannot start ${program}: ${why}`,
      means: `${stages.length} stages need it. Install it, or name it: argv = ["/path/to/${facts.program}"] under [runners.${runner}]`,
      command: "millrace config show",
    };
  }
  const postures = [...new Set(stages.map(({ binding }) => binding.permission ?? "basic"))];
  const version = ran.stdout.trim().split("\n")[0] ?? "";
  return fine("harness", `${program} ${version}; ${postures.map((one) => `${one}: ${facts.postures[one]}`).join("; ")}`);
}
