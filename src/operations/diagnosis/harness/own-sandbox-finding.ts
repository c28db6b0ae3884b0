import { runProgram } from "../../../kernel/real/run-program.ts";
import type { BoundHarness } from "../../../plan/stages/bound-harnesses.ts";
import { childEnvironment, type Environment } from "../../../runners/child-environment.ts";
import { type Finding, fine } from "../finding.ts";

const SANDBOX_MILLIS = 20_000;

/** Whether a harness's own sandbox works here, tried with a command that does nothing; null where no stage asks for one. */
export async function ownSandboxFinding(bound: BoundHarness, env: Environment, cwd: string): Promise<Finding | null> {
  const { runner, argv, facts, stages, allow, set } = bound;
  const held = stages.filter(({ binding }) => facts.sandboxed.includes(binding.permission ?? "basic"));
  if (facts.trySandbox === null || held.length === 0) return null;
  const [program = "", ...first] = argv;
  const child = childEnvironment(env, allow, set);
  const { exit, stderr, late } = await runProgram(program, [...first, ...facts.trySandbox], { cwd, env: child, millis: SANDBOX_MILLIS });
  if (exit === 0) return fine("harness", `${program} can make its sandbox here`);
  const why = late ? `no answer within ${SANDBOX_MILLIS / 1000} s` : (stderr.trim().split("\n").at(-1) ?? "") || exit;
  return {
    code: "harness",
    level: "error",
    what: `${program} cannot make its sandbox here: ${why}`,
    means: `Its commands would fail at ${held.length === 1 ? "1 stage" : `${held.length} stages`}. It needs user namespaces, and a home (${facts.home}) that is not below a temporary directory; without a sandbox only where the machine itself is one`,
    command: `millrace config set runners.${runner}.permission elevated`,
  };
}
