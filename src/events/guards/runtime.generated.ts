// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the runtime events. */
export const runtimeGuards: readonly (readonly [string, EventGuard])[] = [
  ["runtime.moved", { version: 1, critical: true, prose: ["reason"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.from;
  if (!(typeof v1 === "string")) return `data.from: expected a text`;
  const v2 = data.event;
  if (!(typeof v2 === "string")) return `data.event: expected a text`;
  const v3 = data.to;
  if (!(typeof v3 === "string")) return `data.to: expected a text`;
  const v4 = data.reason;
  if (v4 !== null) {
  if (!(typeof v4 === "string")) return `data.reason: expected a text`;
  }
  const v5 = data.source;
  if (v5 !== null) {
  if (!(typeof v5 === "string")) return `data.source: expected a text`;
  }
  return null;
} }],
];
