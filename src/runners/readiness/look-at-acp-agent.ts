import { runProgram } from "../../kernel/real/run-program.ts";
import type { BoundHarness } from "../../plan/stages/bound-harnesses.ts";
import type { HarnessLook } from "../../plan/stages/harness-look.ts";
import { fields, textOf } from "../harness/fields.ts";
import { jsonLines } from "../harness/json-lines.ts";

/** Many such agents do not end with their standard input: this is what a look takes then. */
const HELLO_MILLIS = 4000;

/**
 * Greets an agent of the Agent Client Protocol, which is the one thing that each of them answers: few have a `--version`.
 * Whether it has a login, it tells with its first session at the earliest.
 */
export async function lookAtAcpAgent(bound: BoundHarness, env: Readonly<Record<string, string>>, cwd: string): Promise<HarnessLook> {
  const [program = "", ...first] = bound.argv;
  const args = [...first, ...(bound.stages[0]?.binding.extraArgs ?? [])];
  const params = { protocolVersion: 1, clientCapabilities: {}, clientInfo: { name: "millrace", version: "1" } };
  const input = new TextEncoder().encode(`${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params })}\n`);
  const ran = await runProgram(program, args, { cwd, env, input, millis: HELLO_MILLIS });
  const answer = jsonLines(ran.stdout.toString()).find(({ id }) => id === 1);
  const unknown = { login: "unknown", loginDetail: "it does not say whether it is logged in" } as const;
  if (!answer?.result) {
    const words = ran.stderr.trim().split("\n")[0] ?? "";
    const why = /ENOENT|not found/.test(String(ran.exit)) ? "there is no such program" : "it does not answer to the Agent Client Protocol";
    return { version: null, problem: words === "" ? why : `${why}: ${words.slice(0, 200)}`, ...unknown };
  }
  const { name, version } = fields(fields(answer.result).agentInfo);
  return { version: `${textOf(name) || "an agent without a name"} ${textOf(version)}`.trim(), problem: null, ...unknown };
}
