// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the command events. */
export const commandGuards: readonly (readonly [string, EventGuard])[] = [
  ["command.settled", { version: 1, critical: false, prose: ["values.*.**"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.status;
  if (!(v1 === "applied" || v1 === "rejected")) return `data.status: expected one of applied, rejected`;
  const v2 = data.code;
  if (v2 !== null) {
  if (!(typeof v2 === "string")) return `data.code: expected a text`;
  }
  const v3 = data.values;
  if (!(isObject(v3))) return `data.values: expected an object`;
  return null;
} }],
];
