// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the publish events. */
export const publishGuards: readonly (readonly [string, EventGuard])[] = [
  ["publish.checked", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.from;
  if (!(typeof v1 === "string")) return `data.from: expected a text`;
  const v2 = data.event;
  if (!(typeof v2 === "string")) return `data.event: expected a text`;
  const v3 = data.to;
  if (!(typeof v3 === "string")) return `data.to: expected a text`;
  const v4 = data.tree;
  if (!(typeof v4 === "string")) return `data.tree: expected a text`;
  const v5 = data.base;
  if (v5 !== null) {
  if (!(typeof v5 === "string")) return `data.base: expected a text`;
  }
  const v6 = data.branch;
  if (v6 !== null) {
  if (!(typeof v6 === "string")) return `data.branch: expected a text`;
  }
  const v7 = data.plan;
  if (!(typeof v7 === "string")) return `data.plan: expected a text`;
  if (!(v7.length === 64)) return `data.plan: expected 64 characters`;
  const v8 = data.findings;
  if (!(Array.isArray(v8))) return `data.findings: expected a list`;
  for (let v9 = 0; v9 < v8.length; v9++) {
  const v10: unknown = v8[v9];
  if (!(isObject(v10))) return `data.findings[${v9}]: expected an object`;
  const v11 = v10.code;
  if (!(typeof v11 === "string")) return `data.findings[${v9}].code: expected a text`;
  const v12 = v10.severity;
  if (!(v12 === "block" || v12 === "warn" || v12 === "pass")) return `data.findings[${v9}].severity: expected one of block, warn, pass`;
  const v13 = v10.count;
  if (!(Number.isFinite(v13))) return `data.findings[${v9}].count: expected a number`;
  if (!(Number.isSafeInteger(v13))) return `data.findings[${v9}].count: expected an integer`;
  if (!((v13 as number) >= 0)) return `data.findings[${v9}].count: expected at least 0`;
  }
  return null;
} }],
  ["publish.approved", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.from;
  if (!(typeof v1 === "string")) return `data.from: expected a text`;
  const v2 = data.event;
  if (!(typeof v2 === "string")) return `data.event: expected a text`;
  const v3 = data.to;
  if (!(typeof v3 === "string")) return `data.to: expected a text`;
  const v4 = data.tree;
  if (!(typeof v4 === "string")) return `data.tree: expected a text`;
  const v5 = data.base;
  if (v5 !== null) {
  if (!(typeof v5 === "string")) return `data.base: expected a text`;
  }
  const v6 = data.branch;
  if (v6 !== null) {
  if (!(typeof v6 === "string")) return `data.branch: expected a text`;
  }
  return null;
} }],
  ["publish.committed", { version: 1, critical: true, prose: ["detail"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.from;
  if (!(typeof v1 === "string")) return `data.from: expected a text`;
  const v2 = data.event;
  if (!(typeof v2 === "string")) return `data.event: expected a text`;
  const v3 = data.to;
  if (!(typeof v3 === "string")) return `data.to: expected a text`;
  const v4 = data.outcome;
  if (!(v4 === "committed" || v4 === "unchanged" || v4 === "refused")) return `data.outcome: expected one of committed, unchanged, refused`;
  const v5 = data.commit;
  if (v5 !== null) {
  if (!(typeof v5 === "string")) return `data.commit: expected a text`;
  }
  const v6 = data.tree;
  if (!(typeof v6 === "string")) return `data.tree: expected a text`;
  const v7 = data.branch;
  if (!(typeof v7 === "string")) return `data.branch: expected a text`;
  const v8 = data.detail;
  if (!(typeof v8 === "string")) return `data.detail: expected a text`;
  return null;
} }],
  ["publish.committing", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.from;
  if (!(typeof v1 === "string")) return `data.from: expected a text`;
  const v2 = data.event;
  if (!(typeof v2 === "string")) return `data.event: expected a text`;
  const v3 = data.to;
  if (!(typeof v3 === "string")) return `data.to: expected a text`;
  const v4 = data.holder;
  if (!(isObject(v4))) return `data.holder: expected an object`;
  const v5 = v4.pid;
  if (!(Number.isFinite(v5))) return `data.holder.pid: expected a number`;
  if (!(Number.isSafeInteger(v5))) return `data.holder.pid: expected an integer`;
  const v6 = v4.started;
  if (!(typeof v6 === "string")) return `data.holder.started: expected a text`;
  const v7 = data.plan;
  if (!(typeof v7 === "string")) return `data.plan: expected a text`;
  if (!(v7.length === 64)) return `data.plan: expected 64 characters`;
  const v8 = data.tree;
  if (!(typeof v8 === "string")) return `data.tree: expected a text`;
  const v9 = data.parent;
  if (v9 !== null) {
  if (!(typeof v9 === "string")) return `data.parent: expected a text`;
  }
  const v10 = data.branch;
  if (!(typeof v10 === "string")) return `data.branch: expected a text`;
  const v11 = data.signed;
  if (!(typeof v11 === "boolean")) return `data.signed: expected true or false`;
  return null;
} }],
  ["publish.pushed", { version: 1, critical: true, prose: ["detail"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.from;
  if (!(typeof v1 === "string")) return `data.from: expected a text`;
  const v2 = data.event;
  if (!(typeof v2 === "string")) return `data.event: expected a text`;
  const v3 = data.to;
  if (!(typeof v3 === "string")) return `data.to: expected a text`;
  const v4 = data.outcome;
  if (!(v4 === "pushed" || v4 === "already-there" || v4 === "refused" || v4 === "unknown")) return `data.outcome: expected one of pushed, already-there, refused, unknown`;
  const v5 = data.remote;
  if (!(typeof v5 === "string")) return `data.remote: expected a text`;
  const v6 = data.ref;
  if (!(typeof v6 === "string")) return `data.ref: expected a text`;
  const v7 = data.oid;
  if (!(typeof v7 === "string")) return `data.oid: expected a text`;
  const v8 = data.seen;
  if (v8 !== null) {
  if (!(typeof v8 === "string")) return `data.seen: expected a text`;
  }
  const v9 = data.detail;
  if (!(typeof v9 === "string")) return `data.detail: expected a text`;
  return null;
} }],
  ["publish.pushing", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.from;
  if (!(typeof v1 === "string")) return `data.from: expected a text`;
  const v2 = data.event;
  if (!(typeof v2 === "string")) return `data.event: expected a text`;
  const v3 = data.to;
  if (!(typeof v3 === "string")) return `data.to: expected a text`;
  const v4 = data.holder;
  if (!(isObject(v4))) return `data.holder: expected an object`;
  const v5 = v4.pid;
  if (!(Number.isFinite(v5))) return `data.holder.pid: expected a number`;
  if (!(Number.isSafeInteger(v5))) return `data.holder.pid: expected an integer`;
  const v6 = v4.started;
  if (!(typeof v6 === "string")) return `data.holder.started: expected a text`;
  const v7 = data.remote;
  if (!(typeof v7 === "string")) return `data.remote: expected a text`;
  const v8 = data.ref;
  if (!(typeof v8 === "string")) return `data.ref: expected a text`;
  const v9 = data.oid;
  if (!(typeof v9 === "string")) return `data.oid: expected a text`;
  const v10 = data.expected;
  if (v10 !== null) {
  if (!(typeof v10 === "string")) return `data.expected: expected a text`;
  }
  return null;
} }],
  ["publish.synced", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.from;
  if (!(typeof v1 === "string")) return `data.from: expected a text`;
  const v2 = data.event;
  if (!(typeof v2 === "string")) return `data.event: expected a text`;
  const v3 = data.to;
  if (!(typeof v3 === "string")) return `data.to: expected a text`;
  const v4 = data.source;
  if (v4 !== null) {
  if (!(isObject(v4))) return `data.source: expected an object`;
  const v5 = v4.kind;
  if (!(v5 === "git" || v5 === "manifest")) return `data.source.kind: expected one of git, manifest`;
  const v6 = v4.id;
  if (!(typeof v6 === "string")) return `data.source.id: expected a text`;
  }
  const v7 = data.listing;
  if (v7 !== null) {
  if (!(typeof v7 === "string")) return `data.listing: expected a text`;
  if (!(v7.length === 64)) return `data.listing: expected 64 characters`;
  }
  const v8 = data.files;
  if (!(Number.isFinite(v8))) return `data.files: expected a number`;
  if (!(Number.isSafeInteger(v8))) return `data.files: expected an integer`;
  if (!((v8 as number) >= 0)) return `data.files: expected at least 0`;
  const v9 = data.added;
  if (!(Number.isFinite(v9))) return `data.added: expected a number`;
  if (!(Number.isSafeInteger(v9))) return `data.added: expected an integer`;
  if (!((v9 as number) >= 0)) return `data.added: expected at least 0`;
  const v10 = data.modified;
  if (!(Number.isFinite(v10))) return `data.modified: expected a number`;
  if (!(Number.isSafeInteger(v10))) return `data.modified: expected an integer`;
  if (!((v10 as number) >= 0)) return `data.modified: expected at least 0`;
  const v11 = data.deleted;
  if (!(Number.isFinite(v11))) return `data.deleted: expected a number`;
  if (!(Number.isSafeInteger(v11))) return `data.deleted: expected an integer`;
  if (!((v11 as number) >= 0)) return `data.deleted: expected at least 0`;
  const v12 = data.salvaged;
  if (v12 !== null) {
  if (!(typeof v12 === "string")) return `data.salvaged: expected a text`;
  }
  return null;
} }],
  ["publish.syncing", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.from;
  if (!(typeof v1 === "string")) return `data.from: expected a text`;
  const v2 = data.event;
  if (!(typeof v2 === "string")) return `data.event: expected a text`;
  const v3 = data.to;
  if (!(typeof v3 === "string")) return `data.to: expected a text`;
  const v4 = data.holder;
  if (!(isObject(v4))) return `data.holder: expected an object`;
  const v5 = v4.pid;
  if (!(Number.isFinite(v5))) return `data.holder.pid: expected a number`;
  if (!(Number.isSafeInteger(v5))) return `data.holder.pid: expected an integer`;
  const v6 = v4.started;
  if (!(typeof v6 === "string")) return `data.holder.started: expected a text`;
  const v7 = data.staging;
  if (!(typeof v7 === "string")) return `data.staging: expected a text`;
  const v8 = data.manifest;
  if (!(isObject(v8))) return `data.manifest: expected an object`;
  const v9 = v8.file;
  if (!(typeof v9 === "string")) return `data.manifest.file: expected a text`;
  const v10 = v8.hash;
  if (!(typeof v10 === "string")) return `data.manifest.hash: expected a text`;
  if (!(v10.length === 64)) return `data.manifest.hash: expected 64 characters`;
  return null;
} }],
  ["publish.tagged", { version: 1, critical: true, prose: ["detail"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.from;
  if (!(typeof v1 === "string")) return `data.from: expected a text`;
  const v2 = data.event;
  if (!(typeof v2 === "string")) return `data.event: expected a text`;
  const v3 = data.to;
  if (!(typeof v3 === "string")) return `data.to: expected a text`;
  const v4 = data.outcome;
  if (!(v4 === "tagged" || v4 === "there-already" || v4 === "refused")) return `data.outcome: expected one of tagged, there-already, refused`;
  const v5 = data.name;
  if (!(typeof v5 === "string")) return `data.name: expected a text`;
  const v6 = data.commit;
  if (!(typeof v6 === "string")) return `data.commit: expected a text`;
  const v7 = data.oid;
  if (v7 !== null) {
  if (!(typeof v7 === "string")) return `data.oid: expected a text`;
  }
  const v8 = data.detail;
  if (!(typeof v8 === "string")) return `data.detail: expected a text`;
  return null;
} }],
  ["publish.tagging", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.from;
  if (!(typeof v1 === "string")) return `data.from: expected a text`;
  const v2 = data.event;
  if (!(typeof v2 === "string")) return `data.event: expected a text`;
  const v3 = data.to;
  if (!(typeof v3 === "string")) return `data.to: expected a text`;
  const v4 = data.holder;
  if (!(isObject(v4))) return `data.holder: expected an object`;
  const v5 = v4.pid;
  if (!(Number.isFinite(v5))) return `data.holder.pid: expected a number`;
  if (!(Number.isSafeInteger(v5))) return `data.holder.pid: expected an integer`;
  const v6 = v4.started;
  if (!(typeof v6 === "string")) return `data.holder.started: expected a text`;
  const v7 = data.name;
  if (!(typeof v7 === "string")) return `data.name: expected a text`;
  const v8 = data.commit;
  if (!(typeof v8 === "string")) return `data.commit: expected a text`;
  const v9 = data.signed;
  if (!(typeof v9 === "boolean")) return `data.signed: expected true or false`;
  return null;
} }],
];
