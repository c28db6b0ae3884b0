import type { FrozenLoop } from "./frozen-loop.ts";

/** The canonical JSON text of a frozen loop: keys sorted, no spaces, only its own fields. The caller hashes it. */
export function loopText(loop: FrozenLoop): string {
  const { format, id, plane, version, entries, limits, stages, config, vocabulary } = loop;
  return JSON.stringify({ format, id, plane, version, entries, limits, stages, config, vocabulary }, sortKeys);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
