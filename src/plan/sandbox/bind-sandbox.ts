import { lineOf } from "../../work/toml/key-lines.ts";
import type { Origin } from "../config/origin.ts";
import type { SandboxValues } from "../config/schema.ts";
import { setting } from "../config/setting.ts";
import type { BindContext } from "../stages/bind-context.ts";
import type { Layer } from "../stages/layers.ts";
import type { Sandbox, SandboxHome } from "./sandbox.ts";

interface SandboxPlaceInPlan {
  /** What mode and configuration say of the stage, weakest first; nothing for checks. */
  layers: readonly Layer[];
  /** Path of the sandbox in the plan. */
  where: string;
  /** What may be done to the workspace where nobody says it. */
  workspace: Sandbox["workspace"];
  homes: readonly SandboxHome[];
}

interface Said {
  values: SandboxValues;
  originOf: (key: string) => Origin;
}

/** The sandbox of a stage, or of checks, each part from the strongest place that says it; null where there is none. */
export function bindSandbox(context: BindContext, { layers, where, workspace, homes }: SandboxPlaceInPlan): Sandbox | null {
  const { config, provenance } = context;
  const said = placesOf(context, layers);
  const chosen = <K extends keyof SandboxValues, D>(key: K, otherwise: { value: D; origin: Origin }): NonNullable<SandboxValues[K]> | D => {
    const place = said.findLast(({ values }) => values[key] !== undefined);
    provenance[`${where}.${key}`] = place?.originOf(key) ?? otherwise.origin;
    return (place?.values[key] as NonNullable<SandboxValues[K]> | undefined) ?? otherwise.value;
  };
  if (said.length === 0 && !setting(config, "sandbox.enabled").value) return null;
  if (!chosen("enabled", setting(config, "sandbox.enabled"))) return null;
  const network = chosen("network", setting(config, "sandbox.network")) as Sandbox["network"];
  return {
    workspace: chosen("workspace", { value: workspace, origin: { from: "default" } }),
    write: [...chosen("write", setting(config, "sandbox.write"))],
    hide: [...chosen("hide", setting(config, "sandbox.hide"))],
    network: typeof network === "string" ? network : [...network],
    homes: [...homes],
  };
}

/** `[sandbox]` of a file stands between what the mode says of a stage and what the file says of one. */
function placesOf({ mode, config }: BindContext, layers: readonly Layer[]): Said[] {
  const ofStages = (ofMode: boolean): Said[] =>
    layers
      .filter((layer) => layer.ofMode === ofMode)
      .flatMap(({ values, nested }) => (values.sandbox ? [{ values: values.sandbox, originOf: (key) => nested("sandbox", key) }] : []));
  const fromFile = (key: string): Origin => ({ from: "file", file: config.file ?? "", line: lineOf(config.lines, ["sandbox", key]) });
  return [
    ...(mode.values.sandbox ? [{ values: mode.values.sandbox, originOf: (): Origin => ({ from: "mode", mode: mode.id }) }] : []),
    ...ofStages(true),
    ...(config.values.sandbox ? [{ values: config.values.sandbox, originOf: fromFile }] : []),
    ...ofStages(false),
  ];
}
