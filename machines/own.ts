/** The own property of a record, or undefined. Names come from documents, so `constructor` must not find Object.prototype. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
