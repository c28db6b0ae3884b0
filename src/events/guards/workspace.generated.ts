// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the workspace events. */
export const workspaceGuards: readonly (readonly [string, EventGuard])[] = [
  ["workspace.created", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.id;
  if (!(typeof v1 === "string")) return `data.id: expected a text`;
  const v2 = data.name;
  if (!(typeof v2 === "string")) return `data.name: expected a text`;
  const v3 = data.product;
  if (!(typeof v3 === "string")) return `data.product: expected a text`;
  return null;
} }],
];
