import { lineOf } from "../../work/toml/key-lines.ts";
import type { Config } from "../config/config.ts";
import type { Origin } from "../config/origin.ts";
import type { BindingValues } from "../config/schema.ts";
import type { Mode } from "../modes/mode.ts";

/** One place that may say something about a stage, weakest first. */
export interface Layer {
  values: BindingValues;
  /** Key path of the table in its file. */
  keys: readonly string[];
  originOf: (key: string) => Origin;
  /** The same of a key in a table of it. */
  nested: (...keys: string[]) => Origin;
  ofMode: boolean;
  file: string | null;
}

/** What mode and configuration say of a stage, weakest first: the file outranks the mode, the narrower table the wider one. */
export function layersOf(loop: string, stage: string, mode: Mode, config: Config): Layer[] {
  const names = [stage, `${loop}/${stage}`];
  return [
    layer(mode.values.stage_defaults, ["stage_defaults"], mode, config, true),
    ...names.map((name) => layer(mode.values.stages?.[name], ["stages", name], mode, config, true)),
    layer(config.values.stage_defaults, ["stage_defaults"], mode, config, false),
    ...names.map((name) => layer(config.values.stages?.[name], ["stages", name], mode, config, false)),
  ].filter((found) => found !== null);
}

function layer(values: BindingValues | undefined, keys: string[], mode: Mode, config: Config, ofMode: boolean): Layer | null {
  if (!values) return null;
  const nested = (...inner: string[]): Origin =>
    ofMode ? { from: "mode", mode: mode.id } : { from: "file", file: config.file ?? "", line: lineOf(config.lines, [...keys, ...inner]) };
  return { values, keys, originOf: (key) => nested(key), nested, ofMode, file: ofMode ? mode.file : config.file };
}
