// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the timer events. */
export const timerGuards: readonly (readonly [string, EventGuard])[] = [
  ["timer.fired", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.timer;
  if (!(typeof v1 === "string")) return `data.timer: expected a text`;
  const v2 = data.late;
  if (!(Number.isFinite(v2))) return `data.late: expected a number`;
  if (!(Number.isSafeInteger(v2))) return `data.late: expected an integer`;
  if (!((v2 as number) >= 0)) return `data.late: expected at least 0`;
  return null;
} }],
];
