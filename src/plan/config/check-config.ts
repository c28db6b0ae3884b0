import { lineOf } from "../../work/toml/key-lines.ts";
import { keyPath } from "../../work/toml/key-path.ts";
import type { PlanProblem, PlanProblemCode } from "../problem.ts";
import type { Config } from "./config.ts";
import { secretName } from "./secret-name.ts";
import { setting } from "./setting.ts";

/** What no schema sees: values that contradict each other, and secrets that a plan would carry into the log. */
export function checkConfig(config: Config): PlanProblem[] {
  return [...backoff(config), ...halfPrices(config), ...secrets(config)];
}

function backoff(config: Config): PlanProblem[] {
  const first = setting(config, "limits.backoff_seconds").value;
  const most = setting(config, "limits.backoff_ceiling_seconds").value;
  if (first <= most) return [];
  const message = `${first} seconds are more than backoff_ceiling_seconds, ${most}`;
  return [problem(config, "config.bad-value", ["limits", "backoff_seconds"], message, "Raise the ceiling or lower the first back-off")];
}

/** Tokens have a price only where that of input and that of output are both known. */
function halfPrices(config: Config): PlanProblem[] {
  return Object.entries(config.values.prices ?? {}).flatMap(([name, price]) => {
    const { usd_per_attempt: attempt, input_per_million: input, output_per_million: output, cached_per_million: cached } = price;
    const isWhole = input !== undefined && output !== undefined;
    if (isWhole || (attempt !== undefined && input === undefined && output === undefined && cached === undefined)) return [];
    const message = "A price names input_per_million and output_per_million together, or usd_per_attempt";
    const missing = input === undefined ? "input_per_million" : "output_per_million";
    return [problem(config, "config.bad-value", ["prices", name], message, `Add ${missing}, or leave only usd_per_attempt`)];
  });
}

function secrets(config: Config): PlanProblem[] {
  const { env, stage_defaults: defaults, stages = {}, runners = {} } = config.values;
  const tables: [PropertyKey[], Record<string, string> | undefined][] = [
    [["env", "set"], env?.set],
    [["stage_defaults", "env"], defaults?.env],
    ...Object.entries(stages).map(([name, stage]): [PropertyKey[], Record<string, string> | undefined] => [
      ["stages", name, "env"],
      stage.env,
    ]),
    ...Object.entries(runners).map(([name, runner]): [PropertyKey[], Record<string, string> | undefined] => [
      ["runners", name, "env"],
      runner.env,
    ]),
  ];
  return tables.flatMap(([path, variables = {}]) =>
    Object.keys(variables)
      .filter(secretName)
      .map((name) => {
        const fix = `Remove it, set ${name} in the environment of millrace, and add "${name}" to env.allow`;
        return problem(config, "config.secret", [...path, name], "A plan is recorded in the log, which must hold no secret", fix);
      }),
  );
}

function problem(config: Config, code: PlanProblemCode, keys: PropertyKey[], message: string, fix: string): PlanProblem {
  const line = lineOf(config.lines, keys);
  return { code, path: keyPath(keys), message, fix, ...(config.file === null ? {} : { file: config.file }), ...(line ? { line } : {}) };
}
