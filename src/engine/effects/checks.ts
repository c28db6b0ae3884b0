import type { FrozenPlan } from "../../plan/frozen-plan.ts";
import { runChecks } from "../../runners/run-checks.ts";
import type { Evidence, Run, Tree } from "../../state/run.ts";
import { runDirectory } from "../../workspace/layout.ts";
import { requiredChecks } from "../decide/required-checks.ts";
import type { EffectContext } from "./context.ts";

const CHECK_GRACE_SECONDS = 5;
const CHECK_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs a run's required checks once on the tree as it is. Null when it was interrupted: nothing is then recorded. */
export async function runRequiredChecks(context: EffectContext, run: Run, visit: number, tree: Tree): Promise<Evidence[] | null> {
  const { plan } = context.store.plans.get(run.plan);
  const checks = requiredChecks(context.store.state, run).map((name) => ({ check: name, ...plannedCheck(plan, name) }));
  if (checks.length === 0) return [];
  const order = {
    run: run.id,
    visit,
    epoch: context.store.state.epoch,
    runDirectory: runDirectory(run.id),
    checks,
    graceSeconds: CHECK_GRACE_SECONDS,
    outputBytes: CHECK_OUTPUT_BYTES,
    env: { allow: plan.env.allow, set: {} },
    ...(plan.sandbox === undefined ? {} : { sandbox: plan.sandbox }),
  };
  const ended = await runChecks(context.dispatch, order, { signal: context.signal, before: () => context.store.log.refuseIfFenced() });
  if (ended.type === "interrupted") return null;
  return ended.results.map(({ check, command, passed, exit, timedOut, millis, output, outputHash }) => ({
    check,
    command,
    tree,
    passed,
    exit,
    timedOut,
    millis,
    output,
    outputHash,
  }));
}

/** A check by its name in the plan; anything else is a command that the operator typed. */
function plannedCheck(plan: FrozenPlan, name: string): { command: string; timeoutSeconds: number } {
  return plan.checks[name] ?? { command: name, timeoutSeconds: plan.checkTimeoutSeconds };
}
