import { lineOf } from "../../work/toml/key-lines.ts";
import { keyPath } from "../../work/toml/key-path.ts";
import type { PlanProblem, PlanProblemCode } from "../problem.ts";
import type { Config } from "./config.ts";
import { secretName } from "./secret-name.ts";
import { setting } from "./setting.ts";

/** What no schema sees: values that contradict each other, and secrets that a plan would carry into the log. */
export function checkConfig(config: Config): PlanProblem[] {
  return [...backoff(config), ...secrets(config)];
}

function backoff(config: Config): PlanProblem[] {
  const first = setting(config, "limits.backoff_seconds").value;
  const most = setting(config, "limits.backoff_ceiling_seconds").value;
  if (first <= most) return [];
  const message = `${first} seconds are more than backoff_ceiling_seconds, ${most}`;
  return [problem(config, "config.bad-value", ["limits", "backoff_seconds"], message, "Raise the ceiling or lower the first back-off")];
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
