// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the plan events. */
export const planGuards: readonly (readonly [string, EventGuard])[] = [
  ["plan.compiled", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.plan;
  if (!(typeof v1 === "string")) return `data.plan: expected a text`;
  if (!(v1.length === 64)) return `data.plan: expected 64 characters`;
  const v2 = data.mode;
  if (!(typeof v2 === "string")) return `data.mode: expected a text`;
  const v3 = data.loops;
  if (!(isObject(v3))) return `data.loops: expected an object`;
  for (const v4 of Object.keys(v3)) {
  const v5 = v3[v4];
  if (!(typeof v5 === "string")) return `data.loops.${v4}: expected a text`;
  }
  const v6 = data.chosenBy;
  if (v6 !== undefined) {
  if (!(typeof v6 === "string")) return `data.chosenBy: expected a text`;
  }
  return null;
} }],
  ["plan.rejected", { version: 1, critical: false, prose: ["problems.*.message"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.mode;
  if (!(typeof v1 === "string")) return `data.mode: expected a text`;
  const v2 = data.problems;
  if (!(Array.isArray(v2))) return `data.problems: expected a list`;
  for (let v3 = 0; v3 < v2.length; v3++) {
  const v4: unknown = v2[v3];
  if (!(isObject(v4))) return `data.problems[${v3}]: expected an object`;
  const v5 = v4.code;
  if (!(typeof v5 === "string")) return `data.problems[${v3}].code: expected a text`;
  const v6 = v4.path;
  if (!(typeof v6 === "string")) return `data.problems[${v3}].path: expected a text`;
  const v7 = v4.message;
  if (!(typeof v7 === "string")) return `data.problems[${v3}].message: expected a text`;
  }
  const v8 = data.kept;
  if (v8 !== null) {
  if (!(typeof v8 === "string")) return `data.kept: expected a text`;
  if (!(v8.length === 64)) return `data.kept: expected 64 characters`;
  }
  return null;
} }],
];
