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
  ["workspace.imported", { version: 1, critical: false, prose: ["settings.*.note","left.*.why"], check: (data: unknown): string | null => {
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
  const v6 = data.moved;
  if (!(Array.isArray(v6))) return `data.moved: expected a list`;
  for (let v7 = 0; v7 < v6.length; v7++) {
  const v8: unknown = v6[v7];
  if (!(isObject(v8))) return `data.moved[${v7}]: expected an object`;
  const v9 = v8.from;
  if (!(typeof v9 === "string")) return `data.moved[${v7}].from: expected a text`;
  const v10 = v8.to;
  if (!(typeof v10 === "string")) return `data.moved[${v7}].to: expected a text`;
  }
  const v11 = data.made;
  if (!(Array.isArray(v11))) return `data.made: expected a list`;
  for (let v12 = 0; v12 < v11.length; v12++) {
  const v13: unknown = v11[v12];
  if (!(typeof v13 === "string")) return `data.made[${v12}]: expected a text`;
  }
  const v14 = data.settings;
  if (!(Array.isArray(v14))) return `data.settings: expected a list`;
  for (let v15 = 0; v15 < v14.length; v15++) {
  const v16: unknown = v14[v15];
  if (!(isObject(v16))) return `data.settings[${v15}]: expected an object`;
  const v17 = v16.from;
  if (!(typeof v17 === "string")) return `data.settings[${v15}].from: expected a text`;
  const v18 = v16.to;
  if (v18 !== null) {
  if (!(typeof v18 === "string")) return `data.settings[${v15}].to: expected a text`;
  }
  const v19 = v16.note;
  if (!(typeof v19 === "string")) return `data.settings[${v15}].note: expected a text`;
  }
  const v20 = data.left;
  if (!(Array.isArray(v20))) return `data.left: expected a list`;
  for (let v21 = 0; v21 < v20.length; v21++) {
  const v22: unknown = v20[v21];
  if (!(isObject(v22))) return `data.left[${v21}]: expected an object`;
  const v23 = v22.path;
  if (!(typeof v23 === "string")) return `data.left[${v21}].path: expected a text`;
  const v24 = v22.why;
  if (!(typeof v24 === "string")) return `data.left[${v21}].why: expected a text`;
  }
  return null;
} }],
];
