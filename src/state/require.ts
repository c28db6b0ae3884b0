/** The entry under `key`. A log that names something it never made is a bug or damage, so its absence throws. */
export function required<Value>(map: Map<string, Value>, key: string | undefined, what: string): Value {
  const value = key === undefined ? undefined : map.get(key);
  if (value === undefined) throw new Error(`The log names ${what} "${key}", which it never made`);
  return value;
}
