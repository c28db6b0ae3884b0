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
  const v10 = v1.usdPerDay;
  if (v10 !== undefined) {
  if (!(Number.isFinite(v10))) return `data.policy.usdPerDay: expected a number`;
  if (!((v10 as number) >= 0)) return `data.policy.usdPerDay: expected at least 0`;
  }
  const v11 = v1.tokensPerDay;
  if (v11 !== undefined) {
  if (!(Number.isFinite(v11))) return `data.policy.tokensPerDay: expected a number`;
  if (!(Number.isSafeInteger(v11))) return `data.policy.tokensPerDay: expected an integer`;
  if (!((v11 as number) >= 0)) return `data.policy.tokensPerDay: expected at least 0`;
  }
  const v12 = v1.usdPerItem;
  if (v12 !== undefined) {
  if (!(Number.isFinite(v12))) return `data.policy.usdPerItem: expected a number`;
  if (!((v12 as number) >= 0)) return `data.policy.usdPerItem: expected at least 0`;
  }
  const v13 = v1.prices;
  if (v13 !== undefined) {
  if (!(isObject(v13))) return `data.policy.prices: expected an object`;
  for (const v14 of Object.keys(v13)) {
  const v15 = v13[v14];
  if (!(isObject(v15))) return `data.policy.prices.${v14}: expected an object`;
  const v16 = v15.perAttempt;
  if (v16 !== undefined) {
  if (!(Number.isFinite(v16))) return `data.policy.prices.${v14}.perAttempt: expected a number`;
  if (!((v16 as number) >= 0)) return `data.policy.prices.${v14}.perAttempt: expected at least 0`;
  }
  const v17 = v15.inputPerMillion;
  if (v17 !== undefined) {
  if (!(Number.isFinite(v17))) return `data.policy.prices.${v14}.inputPerMillion: expected a number`;
  if (!((v17 as number) >= 0)) return `data.policy.prices.${v14}.inputPerMillion: expected at least 0`;
  }
  const v18 = v15.cachedPerMillion;
  if (v18 !== undefined) {
  if (!(Number.isFinite(v18))) return `data.policy.prices.${v14}.cachedPerMillion: expected a number`;
  if (!((v18 as number) >= 0)) return `data.policy.prices.${v14}.cachedPerMillion: expected at least 0`;
  }
  const v19 = v15.outputPerMillion;
  if (v19 !== undefined) {
  if (!(Number.isFinite(v19))) return `data.policy.prices.${v14}.outputPerMillion: expected a number`;
  if (!((v19 as number) >= 0)) return `data.policy.prices.${v14}.outputPerMillion: expected at least 0`;
  }
  }
  }
  return null;
} }],
];
