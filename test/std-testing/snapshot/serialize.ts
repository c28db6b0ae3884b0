/** Prints a value with sorted keys, one entry a line, equal on every runtime. A string at the top stands as it is, in quotes. */
export function serialize(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : print(value, "", new Set());
}

function print(value: unknown, indent: string, above: ReadonlySet<object>): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `[Function ${value.name}]`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (above.has(value)) return "[Circular]";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Error) return `[${value.name}: ${value.message}]`;

  const within = new Set(above).add(value);
  const deeper = `${indent}  `;
  const inner = (item: unknown): string => print(item, deeper, within);
  const block = (open: string, lines: readonly string[], close: string): string =>
    lines.length === 0 ? open + close : `${open}\n${lines.map((line) => `${deeper}${line},\n`).join("")}${indent}${close}`;

  if (Array.isArray(value)) return block("[", value.map(inner), "]");
  if (ArrayBuffer.isView(value)) return block(`${value.constructor.name} [`, [...bytesOf(value)].map(String), "]");
  if (value instanceof Set) return block("Set {", [...value].map(inner), "}");
  if (value instanceof Map) return block("Map {", entries([...value], inner, inner), "}");
  return block(nameOf(value), entries(Object.entries(value).sort(byKey), keyOf, inner), "}");
}

const entries = <Key>(pairs: readonly [Key, unknown][], key: (key: Key) => string, inner: (item: unknown) => string): string[] =>
  pairs.map(([name, item]) => `${key(name)}: ${inner(item)}`);

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);
const keyOf = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key));
const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

function nameOf(value: object): string {
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === "string" && name !== "Object" ? `${name} {` : "{";
}
