// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the policy events. */
export const policyGuards: readonly (readonly [string, EventGuard])[] = [
  ["policy.changed", { version: 1, critical: true, prose: ["policy.allowedCommands.*"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.policy;
  if (!(isObject(v1))) return `data.policy: expected an object`;
  const v2 = v1.maxRuns;
  if (!(Number.isFinite(v2))) return `data.policy.maxRuns: expected a number`;
  if (!(Number.isSafeInteger(v2))) return `data.policy.maxRuns: expected an integer`;
  if (!((v2 as number) >= 0)) return `data.policy.maxRuns: expected at least 0`;
  const v3 = v1.runsPerItem;
  if (!(Number.isFinite(v3))) return `data.policy.runsPerItem: expected a number`;
  if (!(Number.isSafeInteger(v3))) return `data.policy.runsPerItem: expected an integer`;
  if (!((v3 as number) >= 0)) return `data.policy.runsPerItem: expected at least 0`;
  const v4 = v1.attemptsPerDay;
  if (!(Number.isFinite(v4))) return `data.policy.attemptsPerDay: expected a number`;
  if (!(Number.isSafeInteger(v4))) return `data.policy.attemptsPerDay: expected an integer`;
  if (!((v4 as number) >= 0)) return `data.policy.attemptsPerDay: expected at least 0`;
  const v5 = v1.itemsPerRoot;
  if (!(Number.isFinite(v5))) return `data.policy.itemsPerRoot: expected a number`;
  if (!(Number.isSafeInteger(v5))) return `data.policy.itemsPerRoot: expected an integer`;
  if (!((v5 as number) >= 0)) return `data.policy.itemsPerRoot: expected at least 0`;
  const v6 = v1.incidentsPerRoot;
  if (!(Number.isFinite(v6))) return `data.policy.incidentsPerRoot: expected a number`;
  if (!(Number.isSafeInteger(v6))) return `data.policy.incidentsPerRoot: expected an integer`;
  if (!((v6 as number) >= 0)) return `data.policy.incidentsPerRoot: expected at least 0`;
  const v7 = v1.allowedCommands;
  if (!(Array.isArray(v7))) return `data.policy.allowedCommands: expected a list`;
  for (let v8 = 0; v8 < v7.length; v8++) {
  const v9: unknown = v7[v8];
  if (!(typeof v9 === "string")) return `data.policy.allowedCommands[${v8}]: expected a text`;
  }
  return null;
} }],
];
