import type { FrozenPlan } from "../../plan/frozen-plan.ts";
import { boundHarnesses } from "../../plan/stages/bound-harnesses.ts";
import type { Environment } from "../child-environment.ts";
import { lookAtHarness } from "./look-at-harness.ts";

/** Whether every harness that a plan binds can be started here and has a login, as far as it says; with what was seen. */
export async function readyFor(plan: FrozenPlan, env: Environment, cwd: string): Promise<{ ready: boolean; why: string }> {
  const seen: string[] = [];
  for (const bound of boundHarnesses(plan)) {
    const [program = ""] = bound.argv;
    const { problem, version, login, loginDetail } = await lookAtHarness(bound, env, cwd);
    if (problem !== null) return { ready: false, why: told(program, problem, bound.facts.install) };
    if (login === "no") return { ready: false, why: told(program, loginDetail, bound.facts.logIn) };
    seen.push(`${program} ${version ?? ""}, ${loginDetail}`);
  }
  return { ready: true, why: seen.length === 0 ? "it needs no harness" : seen.join("; ") };
}

function told(program: string, problem: string, command: string | null): string {
  return `${program}: ${problem}${command === null ? "" : ` (${command})`}`;
}
