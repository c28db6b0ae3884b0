// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the item events. */
export const itemGuards: readonly (readonly [string, EventGuard])[] = [
  ["item.added", { version: 1, critical: true, prose: ["document","fields.title","fields.run.*","fields.fix.*","fields.checks.*","held.*"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.kind;
  if (!(v1 === "task" || v1 === "spec" || v1 === "incident" || v1 === "idea" || v1 === "probe" || v1 === "learning_request")) return `data.kind: expected one of task, spec, incident, idea, probe, learning_request`;
  const v2 = data.revision;
  if (!(typeof v2 === "string")) return `data.revision: expected a text`;
  if (!(v2.length === 64)) return `data.revision: expected 64 characters`;
  const v3 = data.document;
  if (!(typeof v3 === "string")) return `data.document: expected a text`;
  const v4 = data.fields;
  if (!(isObject(v4))) return `data.fields: expected an object`;
  const v5 = v4.title;
  if (!(typeof v5 === "string")) return `data.fields.title: expected a text`;
  const v6 = v4.dependsOn;
  if (!(Array.isArray(v6))) return `data.fields.dependsOn: expected a list`;
  for (let v7 = 0; v7 < v6.length; v7++) {
  const v8: unknown = v6[v7];
  if (!(typeof v8 === "string")) return `data.fields.dependsOn[${v7}]: expected a text`;
  }
  const v9 = v4.priority;
  if (!(Number.isFinite(v9))) return `data.fields.priority: expected a number`;
  if (!(Number.isSafeInteger(v9))) return `data.fields.priority: expected an integer`;
  const v10 = v4.run;
  if (!(Array.isArray(v10))) return `data.fields.run: expected a list`;
  for (let v11 = 0; v11 < v10.length; v11++) {
  const v12: unknown = v10[v11];
  if (!(typeof v12 === "string")) return `data.fields.run[${v11}]: expected a text`;
  }
  const v13 = v4.fix;
  if (!(Array.isArray(v13))) return `data.fields.fix: expected a list`;
  for (let v14 = 0; v14 < v13.length; v14++) {
  const v15: unknown = v13[v14];
  if (!(typeof v15 === "string")) return `data.fields.fix[${v14}]: expected a text`;
  }
  const v16 = v4.checks;
  if (!(Array.isArray(v16))) return `data.fields.checks: expected a list`;
  for (let v17 = 0; v17 < v16.length; v17++) {
  const v18: unknown = v16[v17];
  if (!(typeof v18 === "string")) return `data.fields.checks[${v17}]: expected a text`;
  }
  const v19 = v4.paths;
  if (!(Array.isArray(v19))) return `data.fields.paths: expected a list`;
  for (let v20 = 0; v20 < v19.length; v20++) {
  const v21: unknown = v19[v20];
  if (!(typeof v21 === "string")) return `data.fields.paths[${v20}]: expected a text`;
  }
  const v22 = v4.root;
  if (v22 !== null) {
  if (!(typeof v22 === "string")) return `data.fields.root: expected a text`;
  }
  const v23 = data.held;
  if (!(Array.isArray(v23))) return `data.held: expected a list`;
  for (let v24 = 0; v24 < v23.length; v24++) {
  const v25: unknown = v23[v24];
  if (!(typeof v25 === "string")) return `data.held[${v24}]: expected a text`;
  }
  return null;
} }],
  ["item.approved", { version: 1, critical: true, prose: ["commands.*","reason"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.commands;
  if (!(Array.isArray(v1))) return `data.commands: expected a list`;
  for (let v2 = 0; v2 < v1.length; v2++) {
  const v3: unknown = v1[v2];
  if (!(typeof v3 === "string")) return `data.commands[${v2}]: expected a text`;
  }
  const v4 = data.reason;
  if (v4 !== null) {
  if (!(typeof v4 === "string")) return `data.reason: expected a text`;
  }
  return null;
} }],
  ["item.imported", { version: 1, critical: true, prose: ["document","fields.title","fields.run.*","fields.fix.*","fields.checks.*","held.*","reason"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.kind;
  if (!(v1 === "task" || v1 === "spec" || v1 === "incident" || v1 === "idea" || v1 === "probe" || v1 === "learning_request")) return `data.kind: expected one of task, spec, incident, idea, probe, learning_request`;
  const v2 = data.revision;
  if (!(typeof v2 === "string")) return `data.revision: expected a text`;
  if (!(v2.length === 64)) return `data.revision: expected 64 characters`;
  const v3 = data.document;
  if (!(typeof v3 === "string")) return `data.document: expected a text`;
  const v4 = data.fields;
  if (!(isObject(v4))) return `data.fields: expected an object`;
  const v5 = v4.title;
  if (!(typeof v5 === "string")) return `data.fields.title: expected a text`;
  const v6 = v4.dependsOn;
  if (!(Array.isArray(v6))) return `data.fields.dependsOn: expected a list`;
  for (let v7 = 0; v7 < v6.length; v7++) {
  const v8: unknown = v6[v7];
  if (!(typeof v8 === "string")) return `data.fields.dependsOn[${v7}]: expected a text`;
  }
  const v9 = v4.priority;
  if (!(Number.isFinite(v9))) return `data.fields.priority: expected a number`;
  if (!(Number.isSafeInteger(v9))) return `data.fields.priority: expected an integer`;
  const v10 = v4.run;
  if (!(Array.isArray(v10))) return `data.fields.run: expected a list`;
  for (let v11 = 0; v11 < v10.length; v11++) {
  const v12: unknown = v10[v11];
  if (!(typeof v12 === "string")) return `data.fields.run[${v11}]: expected a text`;
  }
  const v13 = v4.fix;
  if (!(Array.isArray(v13))) return `data.fields.fix: expected a list`;
  for (let v14 = 0; v14 < v13.length; v14++) {
  const v15: unknown = v13[v14];
  if (!(typeof v15 === "string")) return `data.fields.fix[${v14}]: expected a text`;
  }
  const v16 = v4.checks;
  if (!(Array.isArray(v16))) return `data.fields.checks: expected a list`;
  for (let v17 = 0; v17 < v16.length; v17++) {
  const v18: unknown = v16[v17];
  if (!(typeof v18 === "string")) return `data.fields.checks[${v17}]: expected a text`;
  }
  const v19 = v4.paths;
  if (!(Array.isArray(v19))) return `data.fields.paths: expected a list`;
  for (let v20 = 0; v20 < v19.length; v20++) {
  const v21: unknown = v19[v20];
  if (!(typeof v21 === "string")) return `data.fields.paths[${v20}]: expected a text`;
  }
  const v22 = v4.root;
  if (v22 !== null) {
  if (!(typeof v22 === "string")) return `data.fields.root: expected a text`;
  }
  const v23 = data.held;
  if (!(Array.isArray(v23))) return `data.held: expected a list`;
  for (let v24 = 0; v24 < v23.length; v24++) {
  const v25: unknown = v23[v24];
  if (!(typeof v25 === "string")) return `data.held[${v24}]: expected a text`;
  }
  const v26 = data.phase;
  if (!(v26 === "queued" || v26 === "blocked" || v26 === "done" || v26 === "archived")) return `data.phase: expected one of queued, blocked, done, archived`;
  const v27 = data.reason;
  if (v27 !== null) {
  if (!(typeof v27 === "string")) return `data.reason: expected a text`;
  }
  const v28 = data.counters;
  if (!(isObject(v28))) return `data.counters: expected an object`;
  for (const v29 of Object.keys(v28)) {
  const v30 = v28[v29];
  if (!(Number.isFinite(v30))) return `data.counters.${v29}: expected a number`;
  if (!(Number.isSafeInteger(v30))) return `data.counters.${v29}: expected an integer`;
  }
  const v31 = data.from;
  if (!(isObject(v31))) return `data.from: expected an object`;
  const v32 = v31.line;
  if (!(typeof v32 === "string")) return `data.from.line: expected a text`;
  const v33 = v31.path;
  if (!(typeof v33 === "string")) return `data.from.path: expected a text`;
  const v34 = v31.id;
  if (!(typeof v34 === "string")) return `data.from.id: expected a text`;
  const v35 = v31.phase;
  if (!(typeof v35 === "string")) return `data.from.phase: expected a text`;
  return null;
} }],
  ["item.moved", { version: 1, critical: true, prose: ["reason"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.event;
  if (!(typeof v1 === "string")) return `data.event: expected a text`;
  const v2 = data.from;
  if (!(typeof v2 === "string")) return `data.from: expected a text`;
  const v3 = data.to;
  if (!(typeof v3 === "string")) return `data.to: expected a text`;
  const v4 = data.reason;
  if (v4 !== null) {
  if (!(typeof v4 === "string")) return `data.reason: expected a text`;
  }
  const v5 = data.resetCounters;
  if (!(typeof v5 === "boolean")) return `data.resetCounters: expected true or false`;
  return null;
} }],
  ["item.placed", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.priority;
  if (!(Number.isFinite(v1))) return `data.priority: expected a number`;
  if (!(Number.isSafeInteger(v1))) return `data.priority: expected an integer`;
  const v2 = data.order;
  if (!(Number.isFinite(v2))) return `data.order: expected a number`;
  return null;
} }],
  ["item.revised", { version: 1, critical: true, prose: ["document","fields.title","fields.run.*","fields.fix.*","fields.checks.*","held.*"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.revision;
  if (!(typeof v1 === "string")) return `data.revision: expected a text`;
  if (!(v1.length === 64)) return `data.revision: expected 64 characters`;
  const v2 = data.document;
  if (!(typeof v2 === "string")) return `data.document: expected a text`;
  const v3 = data.fields;
  if (!(isObject(v3))) return `data.fields: expected an object`;
  const v4 = v3.title;
  if (!(typeof v4 === "string")) return `data.fields.title: expected a text`;
  const v5 = v3.dependsOn;
  if (!(Array.isArray(v5))) return `data.fields.dependsOn: expected a list`;
  for (let v6 = 0; v6 < v5.length; v6++) {
  const v7: unknown = v5[v6];
  if (!(typeof v7 === "string")) return `data.fields.dependsOn[${v6}]: expected a text`;
  }
  const v8 = v3.priority;
  if (!(Number.isFinite(v8))) return `data.fields.priority: expected a number`;
  if (!(Number.isSafeInteger(v8))) return `data.fields.priority: expected an integer`;
  const v9 = v3.run;
  if (!(Array.isArray(v9))) return `data.fields.run: expected a list`;
  for (let v10 = 0; v10 < v9.length; v10++) {
  const v11: unknown = v9[v10];
  if (!(typeof v11 === "string")) return `data.fields.run[${v10}]: expected a text`;
  }
  const v12 = v3.fix;
  if (!(Array.isArray(v12))) return `data.fields.fix: expected a list`;
  for (let v13 = 0; v13 < v12.length; v13++) {
  const v14: unknown = v12[v13];
  if (!(typeof v14 === "string")) return `data.fields.fix[${v13}]: expected a text`;
  }
  const v15 = v3.checks;
  if (!(Array.isArray(v15))) return `data.fields.checks: expected a list`;
  for (let v16 = 0; v16 < v15.length; v16++) {
  const v17: unknown = v15[v16];
  if (!(typeof v17 === "string")) return `data.fields.checks[${v16}]: expected a text`;
  }
  const v18 = v3.paths;
  if (!(Array.isArray(v18))) return `data.fields.paths: expected a list`;
  for (let v19 = 0; v19 < v18.length; v19++) {
  const v20: unknown = v18[v19];
  if (!(typeof v20 === "string")) return `data.fields.paths[${v19}]: expected a text`;
  }
  const v21 = v3.root;
  if (v21 !== null) {
  if (!(typeof v21 === "string")) return `data.fields.root: expected a text`;
  }
  const v22 = data.held;
  if (v22 !== undefined) {
  if (!(Array.isArray(v22))) return `data.held: expected a list`;
  for (let v23 = 0; v23 < v22.length; v23++) {
  const v24: unknown = v22[v23];
  if (!(typeof v24 === "string")) return `data.held[${v23}]: expected a text`;
  }
  }
  return null;
} }],
];
