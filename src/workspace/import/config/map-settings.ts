import { isObject } from "../../../events/is-object.ts";
import { keyPath } from "../../../work/toml/key-path.ts";
import { readToml } from "../../../work/toml/read-toml.ts";
import type { OlderWorkspace } from "../older-workspace.ts";
import { moveOf, OLDER_RUNNER, runnerName, type SettingValue } from "./settings.ts";

/** What became of one setting that the older configuration states. */
export interface Setting {
  /** Its key there, as TOML writes it. */
  from: string;
  /** The key here; null when it is not carried. */
  to: string | null;
  /** The same as its parts, outermost first; none when it is not carried. */
  keys: readonly string[];
  value: SettingValue | null;
  note: string;
}

const STAGE_DEFAULT = ["stage_defaults", "runner"];
const NOT_TAKEN = "Its value is none that this version takes";

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
    return [{ from: config ?? "millrace.toml", to: null, keys: [], value: null, note }];
  }
  const settings = leaves(toml.table, []).map(([keys, value]) => settingOf(line, keys, value, known));
  return withoutModels([...defaultRunner(settings, known), ...settings]);
}

function settingOf(line: OlderWorkspace["line"], keys: readonly string[], value: unknown, known: Known): Setting {
  const move = moveOf(line, keys);
  const from = keyPath(keys);
  const left = (note: string): Setting => ({ from, to: null, keys: [], value: null, note });
  if (move.to === null) return left(move.why);
  const carried = (here: SettingValue, note = ""): Setting => ({ from, to: keyPath(move.to), keys: move.to, value: here, note });
  if ("convert" in move && move.convert) {
    const converted = move.convert(value);
    return converted === null ? left(move.why ?? NOT_TAKEN) : carried(converted);
  }
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return left(NOT_TAKEN);
  if (!("needs" in move)) return carried(value);
  const name = move.needs === "runner" ? runnerName(String(value)) : String(value);
  const names = move.needs === "runner" ? known.runners : known.modes;
  if (!names.includes(name)) return left(`This version has no ${move.needs} "${name}"; it has ${names.join(", ")}`);
  return carried(name, name === value ? "" : `called "${name}" here`);
}

/** There every stage was an agent's unless it was said otherwise; here none is. */
function defaultRunner(settings: readonly Setting[], { runners }: Known): Setting[] {
  if (settings.some(({ from }) => from === "runners.default_runner")) return [];
  const from = "runners.default_runner (its default)";
  if (runners.includes(OLDER_RUNNER)) return [{ from, to: keyPath(STAGE_DEFAULT), keys: STAGE_DEFAULT, value: OLDER_RUNNER, note: "" }];
  return [{ from, to: null, keys: [], value: null, note: `This version has no runner "${OLDER_RUNNER}": name one before you start` }];
}

/** A model is nothing without the runner that knows it. */
function withoutModels(settings: readonly Setting[]): Setting[] {
  const runners = new Set(settings.flatMap(({ to, keys }) => (keys.at(-1) === "runner" ? [to] : [])));
  return settings.map((setting) => {
    const { keys } = setting;
    if (keys.at(-1) !== "model" || runners.has(keyPath(STAGE_DEFAULT))) return setting;
    if (runners.has(keyPath([...keys.slice(0, -1), "runner"]))) return setting;
    return { ...setting, to: null, keys: [], value: null, note: "Its runner is not carried, and no other knows the model" };
  });
}

function leaves(table: Record<string, unknown>, path: readonly string[]): [readonly string[], unknown][] {
  return Object.entries(table).flatMap(([key, value]): [readonly string[], unknown][] => {
    const here = [...path, key];
    return isObject(value) && !(value instanceof Date) ? leaves(value, here) : [[here, value]];
  });
}
