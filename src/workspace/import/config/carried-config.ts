import { parseConfig } from "../../../plan/config/parse-config.ts";
import { configText } from "../../init/config-text.ts";
import type { Line } from "../older-workspace.ts";
import type { Setting } from "./map-settings.ts";

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
    return problem === undefined ? setting : { ...setting, to: null, value: null, note: `This version refuses it: ${problem}` };
  });
  if (checked.every((setting, index) => setting.to === settings[index]?.to))
    return { text: configText(undefined), settings: nothingOf(settings) };
  return carriedConfig(line, checked);
}

function nothingOf(settings: readonly Setting[]): Setting[] {
  return settings.map((setting) =>
    setting.to === null ? setting : { ...setting, to: null, value: null, note: "This version refuses them together" },
  );
}

function render(line: Line, settings: readonly Setting[]): string {
  const tables = new Map<string, string[]>();
  for (const { to, value, from } of settings) {
    if (to === null) continue;
    const at = to.lastIndexOf(".");
    const table = to.slice(0, at);
    tables.set(table, [...(tables.get(table) ?? []), `${to.slice(at + 1)} = ${JSON.stringify(value)} # ${from}`]);
  }
  if (tables.size === 0) return configText(undefined);
  const blocks = [...tables].map(([table, lines]) => `\n[${table}]\n${lines.join("\n")}\n`);
  return `${configText(undefined)}\n# Carried over from Millrace ${line} by millrace upgrade.\n${blocks.join("")}`;
}
