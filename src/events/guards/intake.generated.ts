// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the intake events. */
export const intakeGuards: readonly (readonly [string, EventGuard])[] = [
  ["intake.cleared", { version: 1, critical: true, prose: ["reason"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.reason;
  if (!(typeof v1 === "string")) return `data.reason: expected a text`;
  return null;
} }],
  ["intake.refused", { version: 1, critical: true, prose: ["problem","fix"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.kind;
  if (!(v1 === "invalid" || v1 === "conflict" || v1 === "misplaced" || v1 === "empty" || v1 === "unusable" || v1 === "unreadable")) return `data.kind: expected one of invalid, conflict, misplaced, empty, unusable, unreadable`;
  const v2 = data.item;
  if (v2 !== null) {
  if (!(typeof v2 === "string")) return `data.item: expected a text`;
  }
  const v3 = data.problem;
  if (!(typeof v3 === "string")) return `data.problem: expected a text`;
  const v4 = data.fix;
  if (!(typeof v4 === "string")) return `data.fix: expected a text`;
  return null;
} }],
];
