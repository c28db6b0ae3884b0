import type { Compiled } from "../compiled.ts";
import type { FrozenPlan } from "../frozen-plan.ts";
import type { PlanProblem } from "../problem.ts";
import type { ChoosingMode } from "./load-mode.ts";
import type { ModeChoice } from "./mode-choice.ts";

/** Whether the harnesses that a plan binds could be used now, and why, or why not. */
export type Readiness = (plan: FrozenPlan) => Promise<{ ready: boolean; why: string }>;

/**
 * Compiles the first of a choosing mode's modes whose harnesses are ready; the very first where nobody looks. A candidate that
 * does not compile is no reason to take the next one: its problems are told. Code: plan.no-harness.
 */
export async function chooseMode(
  { id, candidates }: ChoosingMode,
  compile: (mode: string) => Promise<Compiled>,
  look: Readiness | null,
): Promise<Compiled> {
  const passed: ModeChoice["passed"] = [];
  for (const mode of candidates) {
    const compiled = await compile(mode);
    if (!compiled.ok) return compiled;
    if (look === null) return { ...compiled, choice: { by: id, mode: compiled.plan.mode, why: null, passed } };
    const { ready, why } = await look(compiled.plan);
    if (ready) return { ...compiled, choice: { by: id, mode: compiled.plan.mode, why, passed } };
    passed.push({ mode, why });
  }
  return { ok: false, problems: [noneReady(id, passed)] };
}

function noneReady(id: string, passed: ModeChoice["passed"]): PlanProblem {
  const each = passed.map(({ mode, why }) => `${mode}: ${why}`).join("; ");
  return {
    code: "plan.no-harness",
    path: "runtime.mode",
    message: `Mode "${id}" finds no harness that is ready. ${each}`,
    fix: "Install one of them and log in, or do without: millrace config set runtime.mode default_shell",
  };
}
