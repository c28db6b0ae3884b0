import { lineOf } from "../../work/toml/key-lines.ts";
import { defaults } from "../config/defaults.ts";
import type { Origin } from "../config/origin.ts";
import { setting } from "../config/setting.ts";
import type { StageBinding } from "../frozen-plan.ts";
import type { BindContext } from "./bind-context.ts";
import { type Chosen, choose } from "./choose.ts";
import type { Layer } from "./layers.ts";
import type { HarnessFacts } from "./runner-facts.ts";

interface HarnessPlace {
  runner: string;
  model: string | null;
  layers: readonly Layer[];
  /** Path of the binding in the plan. */
  where: string;
  reportOnly: boolean;
}

/** What a stage's binding says of a harness beyond program and model, each from the strongest place that says it. */
export function bindHarness(
  { config, provenance }: BindContext,
  facts: HarnessFacts,
  { runner, model, layers, where, reportOnly }: HarnessPlace,
): Pick<
  StageBinding,
  "effort" | "permission" | "extraArgs" | "structuredResult" | "variables" | "tokenLimit" | "costLimitUsd" | "repeatLimit" | "stallSeconds"
> {
  const ofRunner = config.values.runners?.[runner] ?? {};
  const fromRunner = (...keys: string[]): Origin => ({
    from: "file",
    file: config.file ?? "",
    line: lineOf(config.lines, ["runners", runner, ...keys]),
  });
  const standard: Origin = { from: "default" };
  const note = <T>(key: string, chosen: Chosen<T>): T => {
    provenance[`${where}.${key}`] = chosen.origin;
    return chosen.value;
  };
  const otherwise = <T, D>(value: T | undefined, key: string, unsaid: D) =>
    value === undefined ? { value: unsaid, origin: standard } : { value, origin: fromRunner(key) };

  const effort = note("effort", choose(layers, "effort", otherwise(ofRunner.effort, "effort", null)));
  const extraArgs = note("extra_args", choose(layers, "extra_args", otherwise(ofRunner.extra_args, "extra_args", [])));
  const unshaped = defaults["stage_defaults.structured_result"].value;
  const shaped = choose(layers, "structured_result", otherwise(ofRunner.structured_result, "structured_result", unshaped));
  const structured = facts.answersBySchema && note("structured_result", shaped);
  // The posture of a stage outranks that of its model, which outranks what holds for all stages; where nobody says one, it
  // is the least that the stage needs.
  const needed: StageBinding["permission"] = reportOnly ? "report" : facts.work;
  const byModel = model === null ? undefined : ofRunner.permission_by_model?.[model];
  const usual = choose(layersOfAll(layers), "permission", otherwise(ofRunner.permission, "permission", needed));
  const general = byModel === undefined ? usual : { value: byModel, origin: fromRunner("permission_by_model", model ?? "") };
  const permission = note("permission", choose(layersOfStage(layers), "permission", general));
  const limit = (key: "token_limit" | "cost_limit_usd" | "repeat_limit" | "stall_seconds"): number =>
    note(key, choose(layers, key, setting(config, `stage_defaults.${key}`)));
  return {
    ...(effort === null ? {} : { effort }),
    permission,
    extraArgs: [...extraArgs],
    ...(structured ? { structuredResult: true } : {}),
    variables: [...facts.variables],
    tokenLimit: limit("token_limit"),
    costLimitUsd: limit("cost_limit_usd"),
    repeatLimit: limit("repeat_limit"),
    stallSeconds: limit("stall_seconds"),
  };
}

function layersOfStage(layers: readonly Layer[]): Layer[] {
  return layers.filter(({ keys }) => keys[0] === "stages");
}

function layersOfAll(layers: readonly Layer[]): Layer[] {
  return layers.filter(({ keys }) => keys[0] !== "stages");
}
