// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the log events. */
export const logGuards: readonly (readonly [string, EventGuard])[] = [
  ["log.marked", { version: 1, critical: false, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  return null;
} }],
  ["log.repaired", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.bytes;
  if (!(Number.isFinite(v1))) return `data.bytes: expected a number`;
  if (!(Number.isSafeInteger(v1))) return `data.bytes: expected an integer`;
  if (!((v1 as number) >= 0)) return `data.bytes: expected at least 0`;
  const v2 = data.moved;
  if (!(typeof v2 === "string")) return `data.moved: expected a text`;
  const v3 = data.reason;
  if (!(typeof v3 === "string")) return `data.reason: expected a text`;
  return null;
} }],
  ["log.salvaged", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.from;
  if (!(typeof v1 === "string")) return `data.from: expected a text`;
  const v2 = data.lastGood;
  if (!(Number.isFinite(v2))) return `data.lastGood: expected a number`;
  if (!(Number.isSafeInteger(v2))) return `data.lastGood: expected an integer`;
  if (!((v2 as number) >= 0)) return `data.lastGood: expected at least 0`;
  const v3 = data.lost;
  if (!(Number.isFinite(v3))) return `data.lost: expected a number`;
  if (!(Number.isSafeInteger(v3))) return `data.lost: expected an integer`;
  if (!((v3 as number) >= 0)) return `data.lost: expected at least 0`;
  const v4 = data.reason;
  if (!(typeof v4 === "string")) return `data.reason: expected a text`;
  return null;
} }],
];
