/** The same data without these values, wherever they stand in a text of it. Names of members stay. */
export function masked<Data>(data: Data, values: ReadonlySet<string>): Data {
  // The longest first: one may hold another.
  const ordered = [...values].filter((value) => value !== "").sort((a, b) => b.length - a.length);
  return ordered.length === 0 ? data : (cleaned(data, ordered) as Data);
}

function cleaned(data: unknown, values: readonly string[]): unknown {
  if (typeof data === "string") return values.reduce((text, value) => text.replaceAll(value, "***"), data);
  if (Array.isArray(data)) return data.map((one) => cleaned(one, values));
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, cleaned(value, values)]));
}
