import { parseConfig } from "../../../plan/config/parse-config.ts";
import { keyPath } from "../../../work/toml/key-path.ts";
import { configText } from "../../init/config-text.ts";
import type { Line } from "../older-workspace.ts";
import type { Setting } from "./map-settings.ts";
import type { SettingValue } from "./settings.ts";

/**
 * The text of a new `millrace.toml` with the carried settings below the packaged one, in which every line is a comment.
 * A setting that this version would refuse is not carried, and says why.
 */
export async function carriedConfig(line: Line, settings: readonly Setting[]): Promise<{ text: string; settings: Setting[] }> {
  const text = render(line, settings);
  const parsed = await parseConfig(text);
  if (parsed.ok) return { text, settings: [...settings] };
  const refused = new Map(parsed.problems.map(({ path, message }) => [path, message]));
  const checked = settings.map((setting): Setting => {
    const problem = setting.to === null ? undefined : refused.get(setting.to);
    return problem === undefined ? setting : { ...setting, to: null, keys: [], value: null, note: `This version refuses it: ${problem}` };
  });
  if (checked.every((setting, index) => setting.to === settings[index]?.to))
    return { text: configText(undefined), settings: nothingOf(settings) };
  return carriedConfig(line, checked);
}

function nothingOf(settings: readonly Setting[]): Setting[] {
  return settings.map((setting) =>
    setting.to === null ? setting : { ...setting, to: null, keys: [], value: null, note: "This version refuses them together" },
  );
}

function render(line: Line, settings: readonly Setting[]): string {
  const tables = new Map<string, Map<string, { value: SettingValue; from: string[] }>>();
  for (const { keys, value, from } of settings) {
    if (value === null) continue;
    const name = keyPath(keys.slice(0, -1));
    const key = keyPath(keys.slice(-1));
    const table = tables.get(name) ?? new Map();
    const present = table.get(key);
    table.set(key, { value: joined(present?.value, value), from: [...(present?.from ?? []), from] });
    tables.set(name, table);
  }
  if (tables.size === 0) return configText(undefined);
  const blocks = [...tables].map(([name, table]) => {
    const lines = [...table].map(([key, { value, from }]) => `${key} = ${JSON.stringify(value)} # ${from.join(", ")}`);
    return `\n[${name}]\n${lines.join("\n")}\n`;
  });
  return `${configText(undefined)}\n# Carried over from Millrace ${line} by millrace upgrade.\n${blocks.join("")}`;
}

/** Several settings there may be one list here. */
function joined(present: SettingValue | undefined, value: SettingValue): SettingValue {
  return Array.isArray(present) && Array.isArray(value) ? [...present, ...value] : value;
}
