import { compilePlan } from "../../plan/compile-plan.ts";
import { hasSandbox } from "../../plan/sandbox/check-sandboxes.ts";
import { sandboxesHere } from "../../runners/sandbox/sandboxes-here.ts";
import { bubblewrapVersion, sandboxUnavailable } from "../../runners/sandbox/unavailable.ts";
import type { OperationContext } from "../context.ts";
import { type Finding, fine } from "./finding.ts";

/** Whether the sandboxes of the plan can be made here; of a plan without any, whether one could have them. */
export async function sandboxFinding({ world, root: rootOf }: OperationContext): Promise<Finding> {
  const root = rootOf();
  const compiled = await compilePlan({ fs: world.fs, root });
  const version = bubblewrapVersion(world.env, root) ?? "bubblewrap";
  if (!compiled.ok || !hasSandbox(compiled.plan)) {
    const unavailable = sandboxUnavailable(world.env, root, { hosts: false });
    return fine(
      "sandbox",
      unavailable
        ? `No stage asks for one. ${unavailable.why}`
        : `No stage asks for one; ${version} could make it ([sandbox] in millrace.toml)`,
    );
  }
  const [problem, ...others] = sandboxesHere(compiled.plan, { root, env: world.env });
  const confined = Object.values(compiled.plan.stages).filter(({ sandbox }) => sandbox !== undefined).length;
  if (!problem)
    return fine(
      "sandbox",
      `${version}; ${confined} of ${Object.keys(compiled.plan.stages).length} stages run in a sandbox, checks ${compiled.plan.sandbox ? "too" : "do not"}`,
    );
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return {
    code: "sandbox",
    level: "error",
    what: `${problem.path}: ${problem.message}${more}`,
    means: `New work is refused, for it would run without its sandbox. ${problem.fix}`,
    command: "millrace compile validate",
  };
}
