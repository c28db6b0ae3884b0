import { lineOf } from "../../work/toml/key-lines.ts";
import type { Config } from "./config.ts";
import { defaults, type SettingKey } from "./defaults.ts";
import type { Origin } from "./origin.ts";

type Widened<T> = T extends number ? number : T extends boolean ? boolean : T extends string ? string : readonly string[];
type ValueOf<K extends SettingKey> = Widened<(typeof defaults)[K]["value"]>;

/** A setting with its default filled in, and where it came from. */
export function setting<K extends SettingKey>(config: Config, key: K): { value: ValueOf<K>; origin: Origin } {
  const [section = "", name = ""] = key.split(".");
  const sections: Record<string, unknown> = config.values;
  const written = (sections[section] as Record<string, unknown> | undefined)?.[name];
  // The schema holds every setting to the type of its default.
  if (written === undefined || config.file === null) return { value: defaults[key].value as ValueOf<K>, origin: { from: "default" } };
  return { value: written as ValueOf<K>, origin: { from: "file", file: config.file, line: lineOf(config.lines, [section, name]) } };
}
