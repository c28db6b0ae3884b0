import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { readToml } from "../../work/toml/read-toml.ts";

/** The keys of a path as TOML writes it, e.g. `stages."execution.standard/builder".runner`. Throws `cli.bad-value`. */
export function keyOf(text: string, command: string): string[] {
  const read = text.includes("\n") ? null : readToml(`${text} = 0`);
  const keys: string[] = [];
  for (let at: unknown = read?.ok ? read.table : null; typeof at === "object" && at !== null; ) {
    const [[key, member] = ["", null], ...others] = Object.entries(at);
    if (others.length > 0) break;
    keys.push(key);
    if (member === 0) return keys;
    at = member;
  }
  const expected = 'it must be a key path such as limits.runs_per_item or stages."execution.standard/builder".runner';
  throw new MillraceError("cli.bad-value", { name: "KEY", value: text, expected, command });
}
