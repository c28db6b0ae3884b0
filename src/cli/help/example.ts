import type { Operation } from "../../operations/define-operation.ts";
import { flagOf } from "../../operations/params.ts";

/** The example of an operation as it is typed. */
export function exampleOf(command: string, operation: Operation): string {
  const given = Object.entries(operation.example as Record<string, unknown>).filter(([, value]) => value !== undefined);
  const places: [number, string][] = [];
  const options: string[] = [];
  for (const [name, value] of given) {
    const param = operation.params[name];
    if (!param) continue;
    if (param.positional !== undefined) for (const one of [value].flat()) places.push([param.positional, quoted(String(one))]);
    else if (param.type === "boolean") options.push(`--${value ? "" : "no-"}${flagOf(name, param)}`);
    else for (const one of Array.isArray(value) ? value : [value]) options.push(`--${flagOf(name, param)} ${quoted(String(one))}`);
  }
  const words = places.sort(([a], [b]) => a - b).map(([, text]) => text);
  return ["millrace", command, ...words, ...options].join(" ");
}

/** As a POSIX shell and Windows' cmd both read it, for the plain texts of examples. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `"${text}"`;
}
