// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the text events. */
export const textGuards: readonly (readonly [string, EventGuard])[] = [
  ["text.redacted", { version: 1, critical: true, prose: ["reason"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.blob;
  if (!(typeof v1 === "string")) return `data.blob: expected a text`;
  if (!(v1.length === 64)) return `data.blob: expected 64 characters`;
  const v2 = data.reason;
  if (v2 !== null) {
  if (!(typeof v2 === "string")) return `data.reason: expected a text`;
  }
  return null;
} }],
];
