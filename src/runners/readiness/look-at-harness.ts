import { runProgram } from "../../kernel/real/run-program.ts";
import type { BoundHarness } from "../../plan/stages/bound-harnesses.ts";
import type { HarnessLook } from "../../plan/stages/harness-look.ts";
import { childEnvironment, type Environment } from "../child-environment.ts";
import { lookAtAcpAgent } from "./look-at-acp-agent.ts";
import { lookAtLogin } from "./look-at-login.ts";

const VERSION_MILLIS = 15_000;

/** Starts a harness's program as a stage would, for its version, and asks it whether it has a login. Asks no model. `env` is that of this process. */
export async function lookAtHarness(bound: BoundHarness, env: Environment, cwd: string): Promise<HarnessLook> {
  const [program = "", ...first] = bound.argv;
  const child = childEnvironment(env, bound.allow, bound.set);
  // What an agent of any make does with --version nobody knows: it might begin to serve.
  if (bound.facts.tried === null) return await lookAtAcpAgent(bound, child, cwd);
  const ran = await runProgram(program, [...first, "--version"], { cwd, env: child, millis: VERSION_MILLIS });
  if (ran.exit !== 0) {
    const problem = ran.late ? `it says nothing within ${VERSION_MILLIS / 1000} s` : whyNot(ran.exit, ran.stderr);
    return { version: null, problem, login: "unknown", loginDetail: "" };
  }
  // pi tells it on standard error.
  const version = `${ran.stdout.toString()}\n${ran.stderr}`.trim().split("\n")[0] ?? "";
  return { version, problem: null, ...(await lookAtLogin(bound, child, cwd)) };
}

function whyNot(exit: string, stderr: string): string {
  const code = /\bE[A-Z]{3,}\b/.exec(exit)?.[0];
  // Bun has words of its own for it.
  if (code === "ENOENT" || exit.includes("not found")) return "there is no such program";
  const words = stderr.trim().split("\n")[0] ?? "";
  return words === "" ? (code ?? exit) : `${exit}: ${words.slice(0, 200)}`;
}
