import { flagOf, type Param, type Params } from "../../operations/params.ts";

/** Options by how they are typed: `--depends-on`, `-q`, and `--no-reset` for a boolean. */
export type OptionTable = ReadonlyMap<string, { name: string; param: Param; given: boolean }>;

export function optionTable(params: Params): OptionTable {
  const table = new Map<string, { name: string; param: Param; given: boolean }>();
  for (const [name, param] of Object.entries(params)) {
    const flag = flagOf(name, param);
    if (param.positional === undefined) {
      table.set(`--${flag}`, { name, param, given: true });
      if (param.type === "boolean" && !flag.startsWith("no-")) table.set(`--no-${flag}`, { name, param, given: false });
    }
    if (param.short !== undefined) table.set(`-${param.short}`, { name, param, given: true });
  }
  return table;
}
