import { isObject } from "../../../events/is-object.ts";
import { readToml } from "../../../work/toml/read-toml.ts";
import type { OlderWorkspace } from "../older-workspace.ts";
import { moveOf, OLDER_RUNNER, runnerName } from "./settings.ts";

/** What became of one setting that the older configuration states. */
export interface Setting {
  from: string;
  /** The key here; null when it is not carried. */
  to: string | null;
  value: string | number | boolean | null;
  note: string;
}

/** Names that this version has. */
export interface Known {
  runners: readonly string[];
  modes: readonly string[];
}

/** Every setting that the older configuration states, and where it goes. Defaults that it does not state are this version's from now on. */
export function mapSettings({ line, configText, config }: OlderWorkspace, known: Known): Setting[] {
  const toml = readToml((configText ?? "").replace(/^\uFEFF/, ""));
  if (!toml.ok) {
    const note = `It is malformed at line ${toml.line}: ${toml.problem}`;
    return [{ from: config ?? "millrace.toml", to: null, value: null, note }];
  }
  const settings = leaves(toml.table, []).map(([from, value]) => settingOf(line, from, value, known));
  return withoutModels([...defaultRunner(settings, known), ...settings]);
}

function settingOf(line: OlderWorkspace["line"], from: string, value: unknown, known: Known): Setting {
  const move = moveOf(line, from);
  const left = (note: string): Setting => ({ from, to: null, value: null, note });
  if (move.to === null) return left(move.why);
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    return left("Its value is none that this version takes");
  if (!("needs" in move)) return { from, to: move.to, value, note: "" };
  const name = move.needs === "runner" ? runnerName(String(value)) : String(value);
  const names = move.needs === "runner" ? known.runners : known.modes;
  if (!names.includes(name)) return left(`This version has no ${move.needs} "${name}"; it has ${names.join(", ")}`);
  return { from, to: move.to, value: name, note: name === value ? "" : `called "${name}" here` };
}

/** There every stage was an agent's unless it was said otherwise; here none is. */
function defaultRunner(settings: readonly Setting[], { runners }: Known): Setting[] {
  if (settings.some(({ from }) => from === "runners.default_runner")) return [];
  const from = "runners.default_runner (its default)";
  if (runners.includes(OLDER_RUNNER)) return [{ from, to: "stage_defaults.runner", value: OLDER_RUNNER, note: "" }];
  return [{ from, to: null, value: null, note: `This version has no runner "${OLDER_RUNNER}": name one before you start` }];
}

/** A model is nothing without the runner that knows it. */
function withoutModels(settings: readonly Setting[]): Setting[] {
  const runners = new Set(settings.map(({ to }) => to).filter((to) => to?.endsWith(".runner")));
  return settings.map((setting) => {
    if (!setting.to?.endsWith(".model") || runners.has("stage_defaults.runner")) return setting;
    if (runners.has(setting.to.replace(/\.model$/, ".runner"))) return setting;
    return { ...setting, to: null, value: null, note: "Its runner is not carried, and no other knows the model" };
  });
}

function leaves(table: Record<string, unknown>, path: readonly string[]): [string, unknown][] {
  return Object.entries(table).flatMap(([key, value]) => {
    const here = [...path, key];
    return isObject(value) && !(value instanceof Date) ? leaves(value, here) : [[here.join("."), value]];
  });
}
