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
  ["workspace.imported", { version: 1, critical: false, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.line;
  if (!(typeof v1 === "string")) return `data.line: expected a text`;
  const v2 = data.original;
  if (!(typeof v2 === "string")) return `data.original: expected a text`;
  const v3 = data.config;
  if (v3 !== null) {
  if (!(typeof v3 === "string")) return `data.config: expected a text`;
  }
  const v4 = data.items;
  if (!(Number.isFinite(v4))) return `data.items: expected a number`;
  if (!(Number.isSafeInteger(v4))) return `data.items: expected an integer`;
  if (!((v4 as number) >= 0)) return `data.items: expected at least 0`;
  const v5 = data.runs;
  if (!(Number.isFinite(v5))) return `data.runs: expected a number`;
  if (!(Number.isSafeInteger(v5))) return `data.runs: expected an integer`;
  if (!((v5 as number) >= 0)) return `data.runs: expected at least 0`;
  const v6 = data.made;
  if (!(Array.isArray(v6))) return `data.made: expected a list`;
  for (let v7 = 0; v7 < v6.length; v7++) {
  const v8: unknown = v6[v7];
  if (!(typeof v8 === "string")) return `data.made[${v7}]: expected a text`;
  }
  const v9 = data.settings;
  if (!(Array.isArray(v9))) return `data.settings: expected a list`;
  for (let v10 = 0; v10 < v9.length; v10++) {
  const v11: unknown = v9[v10];
  if (!(isObject(v11))) return `data.settings[${v10}]: expected an object`;
  const v12 = v11.from;
  if (!(typeof v12 === "string")) return `data.settings[${v10}].from: expected a text`;
  const v13 = v11.to;
  if (v13 !== null) {
  if (!(typeof v13 === "string")) return `data.settings[${v10}].to: expected a text`;
  }
  const v14 = v11.note;
  if (!(typeof v14 === "string")) return `data.settings[${v10}].note: expected a text`;
  }
  const v15 = data.left;
  if (!(Array.isArray(v15))) return `data.left: expected a list`;
  for (let v16 = 0; v16 < v15.length; v16++) {
  const v17: unknown = v15[v16];
  if (!(isObject(v17))) return `data.left[${v16}]: expected an object`;
  const v18 = v17.path;
  if (!(typeof v18 === "string")) return `data.left[${v16}].path: expected a text`;
  const v19 = v17.why;
  if (!(typeof v19 === "string")) return `data.left[${v16}].why: expected a text`;
  }
  return null;
} }],
];
