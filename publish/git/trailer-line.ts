/** A line `Key: value` as a trailer, in a list of its own; null for any other line. */
export function trailerLine(line: string): [[string, string]] | null {
  const [, key, value] = /^([A-Za-z0-9-]+): *(.*)$/.exec(line) ?? [];
  return key === undefined || value === undefined ? null : [[key, value.trim()]];
}
