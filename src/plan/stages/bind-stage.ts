import { nearest } from "../../kernel/nearest.ts";
import { lineOf } from "../../work/toml/key-lines.ts";
import { keyPath } from "../../work/toml/key-path.ts";
import type { Origin } from "../config/origin.ts";
import { setting } from "../config/setting.ts";
import type { FrozenFile, StageBinding } from "../frozen-plan.ts";
import type { PlanProblem } from "../problem.ts";
import { bindSandbox } from "../sandbox/bind-sandbox.ts";
import type { BindContext } from "./bind-context.ts";
import { bindHarness } from "./bind-harness.ts";
import { type Chosen, choose } from "./choose.ts";
import { freezeFile } from "./freeze-file.ts";
import { layersOf } from "./layers.ts";
import { stageSkills } from "./stage-skills.ts";

export interface StagePlace {
  plane: string;
  loop: string;
  stage: string;
  /** See `writesReportOnly`. */
  reportOnly: boolean;
}

/** Binds one stage: adapter, program, model, limits, prompt, skills and environment, each from the strongest place that says it. */
export function bindStage(context: BindContext, { plane, loop, stage, reportOnly }: StagePlace): StageBinding | null {
  const { config, mode, problems, provenance } = context;
  const layers = layersOf(loop, stage, mode, config);
  const where = `stages.${keyPath([`${loop}/${stage}`])}`;
  const note = <T>(key: string, chosen: Chosen<T>): T => {
    provenance[`${where}.${key}`] = chosen.origin;
    return chosen.value;
  };

  const chosenRunner = choose(layers, "runner", setting(config, "stage_defaults.runner"));
  const runner = note("runner", chosenRunner);
  const facts = Object.hasOwn(context.runners, runner) ? context.runners[runner] : undefined;
  if (!facts) {
    problems.push(unknownRunner(context, chosenRunner, `${where}.runner`));
    return null;
  }
  const ofRunner = config.values.runners?.[runner] ?? {};
  const fromRunner = (key: string): Origin => ({
    from: "file",
    file: config.file ?? "",
    line: lineOf(config.lines, ["runners", runner, key]),
  });
  const standard: Origin = { from: "default" };

  const argv = note(
    "argv",
    choose(layers, "argv", ofRunner.argv ? { value: ofRunner.argv, origin: fromRunner("argv") } : { value: [], origin: standard }),
  );
  if (facts.needsArgv && argv.length === 0) problems.push(missingArgv(runner, `${where}.argv`, stage, chosenRunner));
  const model = note(
    "model",
    choose(layers, "model", ofRunner.model ? { value: ofRunner.model, origin: fromRunner("model") } : { value: null, origin: standard }),
  );
  const harness = facts.harness && bindHarness(context, facts.harness, { runner, model, layers, where, reportOnly });
  const sandbox = bindSandbox(context, {
    layers,
    where: `${where}.sandbox`,
    workspace: harness?.permission === "report" ? "read" : "write",
    homes: facts.harness?.homes ?? [],
  });
  const entrypoint = bindEntrypoint(
    context,
    choose(layers, "entrypoint", { value: `entrypoints/${plane}/${stage}.md`, origin: standard }),
    `${where}.entrypoint`,
    facts.needsEntrypoint,
  );
  const usualSkills = facts.needsEntrypoint ? [...stageSkills(stage, entrypoint)] : [];

  return {
    runner,
    argv: facts.needsArgv || facts.harness ? argv : [],
    model,
    ...harness,
    timeoutSeconds: note("timeout_seconds", choose(layers, "timeout_seconds", setting(config, "stage_defaults.timeout_seconds"))),
    graceSeconds: note("grace_seconds", choose(layers, "grace_seconds", setting(config, "stage_defaults.grace_seconds"))),
    outputBytes: note("output_bytes", choose(layers, "output_bytes", setting(config, "stage_defaults.output_bytes"))),
    entrypoint,
    skills: bindSkills(context, choose(layers, "skills", { value: usualSkills, origin: standard }), `${where}.skills`),
    env: Object.assign({}, facts.harness?.set, config.values.env?.set, ofRunner.env, ...layers.map((layer) => layer.values.env)),
    ...(sandbox === null ? {} : { sandbox }),
  };
}

function bindEntrypoint(context: BindContext, chosen: Chosen<string>, path: string, needed: boolean): FrozenFile | null {
  context.provenance[path] = chosen.origin;
  const frozen = freezeFile(context, "entrypoints", chosen.value);
  if (frozen.ok) return frozen.file;
  if (frozen.missing && chosen.layer === null && !needed) return null;
  const code = frozen.missing ? "plan.missing-entrypoint" : "plan.unreadable-file";
  context.problems.push({ code, path, message: frozen.problem, fix: frozen.fix, ...placeOf(chosen) });
  return null;
}

function bindSkills(context: BindContext, chosen: Chosen<string[]>, path: string): FrozenFile[] {
  context.provenance[path] = chosen.origin;
  return [...new Set(chosen.value)].flatMap((name): FrozenFile[] => {
    const frozen = freezeFile(context, "skills", name.includes("/") ? name : `skills/${name}/SKILL.md`);
    if (frozen.ok) return [frozen.file];
    const code = frozen.missing ? "plan.missing-skill" : "plan.unreadable-file";
    context.problems.push({ code, path, message: frozen.problem, fix: frozen.fix, ...placeOf(chosen) });
    return [];
  });
}

function unknownRunner({ runners }: BindContext, chosen: Chosen<string>, path: string): PlanProblem {
  const near = nearest(chosen.value, Object.keys(runners));
  const fix = near ? `Did you mean "${near}"?` : `Use one of ${Object.keys(runners).join(", ")}`;
  return { code: "plan.unknown-runner", path, message: `No runner "${chosen.value}"`, fix, ...placeOf(chosen) };
}

function missingArgv(runner: string, path: string, stage: string, chosen: Chosen<string>): PlanProblem {
  const fix = `Write argv = ["program", "argument"] under [runners.${runner}] or [stages.${stage}] in millrace.toml`;
  return { code: "plan.missing-argv", path, message: `The runner "${runner}" has no program to start`, fix, ...placeOf(chosen) };
}

function placeOf({ origin, layer }: Chosen<unknown>): { file?: string; line?: number } {
  if (origin.from === "file") return { file: origin.file, ...(origin.line === undefined ? {} : { line: origin.line }) };
  return layer?.file ? { file: layer.file } : {};
}
