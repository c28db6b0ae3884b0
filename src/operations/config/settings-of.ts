import type { Config } from "../../plan/config/config.ts";
import { type Default, defaults } from "../../plan/config/defaults.ts";
import { originText } from "../../plan/config/origin.ts";
import { lineOf } from "../../work/toml/key-lines.ts";
import { keyPath } from "../../work/toml/key-path.ts";

/** One setting as it holds, and where it comes from. */
export interface SettingRow {
  key: string;
  value: unknown;
  /** Null where there is none: it is only in force where it is written. */
  default: unknown;
  /** `default`, or the file and line. */
  origin: string;
  /** A change of policy takes effect at once, one of the plan makes a new plan. */
  part: "plan" | "policy";
  meaning: string | null;
}

/** Sections that take effect at once, beside the settings that `defaults` marks so. */
const POLICY: ReadonlySet<string> = new Set(["prices", "approvals"]);

/** Every setting that has a default, and every one that is written, in the order of the table of defaults. */
export function settingsOf({ file, values, lines }: Config): SettingRow[] {
  const written = new Map(leaves(values, []).map(({ keys, value }) => [keyPath(keys), { keys, value }]));
  const known: readonly [string, Default][] = Object.entries(defaults);
  const origin = (keys: readonly string[]): string => originText({ from: "file", file: file ?? "", line: lineOf(lines, keys) });
  const rows = known.map(([key, { value, part, meaning }]): SettingRow => {
    const own = written.get(key);
    written.delete(key);
    return { key, value: own ? own.value : value, default: value, origin: own ? origin(own.keys) : "default", part, meaning };
  });
  const others = [...written].map(([key, { keys, value }]): SettingRow => {
    const part = POLICY.has(keys[0] ?? "") ? "policy" : "plan";
    return { key, value, default: null, origin: origin(keys), part, meaning: null };
  });
  return [...rows, ...others];
}

/** Values with their key paths; lists are values. */
function leaves(value: unknown, keys: readonly string[]): { keys: readonly string[]; value: unknown }[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [{ keys, value }];
  return Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : leaves(member, [...keys, key])));
}
