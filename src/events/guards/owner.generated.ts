// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the owner events. */
export const ownerGuards: readonly (readonly [string, EventGuard])[] = [
  ["owner.acquired", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.role;
  if (!(v1 === "once" || v1 === "daemon" || v1 === "command")) return `data.role: expected one of once, daemon, command`;
  const v2 = data.pid;
  if (!(Number.isFinite(v2))) return `data.pid: expected a number`;
  if (!(Number.isSafeInteger(v2))) return `data.pid: expected an integer`;
  const v3 = data.started;
  if (!(typeof v3 === "string")) return `data.started: expected a text`;
  const v4 = data.product;
  if (!(typeof v4 === "string")) return `data.product: expected a text`;
  return null;
} }],
  ["owner.released", { version: 1, critical: true, prose: ["reason"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.reason;
  if (!(typeof v1 === "string")) return `data.reason: expected a text`;
  return null;
} }],
];
