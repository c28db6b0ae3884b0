import { runProgram } from "../../kernel/real/run-program.ts";
import type { BoundHarness } from "../../plan/stages/bound-harnesses.ts";
import type { HarnessLook } from "../../plan/stages/harness-look.ts";
import { fields, textOf } from "../harness/fields.ts";

type Login = Pick<HarnessLook, "login" | "loginDetail">;

const LOGIN_MILLIS = 30_000;
const UNKNOWN: Login = { login: "unknown", loginDetail: "it does not say whether it is logged in" };

/** How each harness is asked, and what its answer means. None of them prints a secret; only what is named here is kept of it. */
const ways: Readonly<
  Record<string, { args: (bound: BoundHarness) => string[]; read: (stdout: string, stderr: string, exit: 0 | string) => Login }>
> = {
  // It knows of the provider that it is told to use, and of the variable that this one needs.
  codex_cli: { args: (bound) => ["doctor", "--json", ...settingsOf(bound)], read: readCodex },
  claude_code: { args: () => ["auth", "status"], read: readClaude },
  // Models whose provider has no key are not listed.
  pi_rpc: { args: () => ["--list-models"], read: readPi },
};

/** Whether a harness can log in to its service, as it says itself. `env` is that of its stages. */
export async function lookAtLogin(bound: BoundHarness, env: Readonly<Record<string, string>>, cwd: string): Promise<Login> {
  const way = ways[bound.runner];
  if (!way) return UNKNOWN;
  const [program = "", ...first] = bound.argv;
  const { exit, stdout, stderr, late } = await runProgram(program, [...first, ...way.args(bound)], { cwd, env, millis: LOGIN_MILLIS });
  return late
    ? { login: "unknown", loginDetail: `it does not say within ${LOGIN_MILLIS / 1000} s` }
    : way.read(stdout.toString(), stderr, exit);
}

/** The pairs `-c key=value` among the arguments that its stages get. */
function settingsOf({ stages }: BoundHarness): string[] {
  const args = stages[0]?.binding.extraArgs ?? [];
  return args.flatMap((arg, index) => (arg === "-c" || arg === "--config" ? [arg, args[index + 1] ?? ""] : []));
}

function readCodex(stdout: string): Login {
  const check = fields(fields(objectIn(stdout).checks)["auth.credentials"]);
  const detail = textOf(check.summary);
  if (check.status === "ok") return { login: "yes", loginDetail: detail };
  return check.status === "fail" ? { login: "no", loginDetail: detail } : UNKNOWN;
}

function readClaude(stdout: string): Login {
  const { loggedIn, authMethod, apiKeySource } = objectIn(stdout);
  const detail = [textOf(authMethod), textOf(apiKeySource)].filter((part) => part !== "").join(", ");
  if (loggedIn === true) return { login: "yes", loginDetail: detail };
  return loggedIn === false ? { login: "no", loginDetail: "it is not logged in" } : UNKNOWN;
}

/** What it lists it writes on standard error. */
function readPi(stdout: string, stderr: string, exit: 0 | string): Login {
  if (exit !== 0) return UNKNOWN;
  const told = `${stdout}\n${stderr}`;
  const models = told.split("\n").filter((line) => /^\S+ +\S+ +\d/.test(line)).length;
  if (models > 0) return { login: "yes", loginDetail: `${models} models can be used` };
  return /no models/i.test(told) ? { login: "no", loginDetail: "no model can be used" } : UNKNOWN;
}

function objectIn(text: string) {
  try {
    return fields(JSON.parse(text));
  } catch {
    return fields(null);
  }
}
