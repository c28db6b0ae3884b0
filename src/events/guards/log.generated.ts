// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the log events. */
export const logGuards: readonly (readonly [string, EventGuard])[] = [
  ["log.marked", { version: 1, critical: false, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  return null;
} }],
  ["log.pruned", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.throughSeq;
  if (!(Number.isFinite(v1))) return `data.throughSeq: expected a number`;
  if (!(Number.isSafeInteger(v1))) return `data.throughSeq: expected an integer`;
  if (!((v1 as number) >= 0)) return `data.throughSeq: expected at least 0`;
  const v2 = data.hash;
  if (!(typeof v2 === "string")) return `data.hash: expected a text`;
  if (!(v2.length === 64)) return `data.hash: expected 64 characters`;
  const v3 = data.checkpoint;
  if (v3 !== null) {
  if (!(typeof v3 === "string")) return `data.checkpoint: expected a text`;
  if (!(v3.length === 64)) return `data.checkpoint: expected 64 characters`;
  }
  const v4 = data.documents;
  if (v4 !== null) {
  if (!(typeof v4 === "string")) return `data.documents: expected a text`;
  if (!(v4.length === 64)) return `data.documents: expected 64 characters`;
  }
  const v5 = data.archive;
  if (!(isObject(v5))) return `data.archive: expected an object`;
  const v6 = v5.name;
  if (!(typeof v6 === "string")) return `data.archive.name: expected a text`;
  const v7 = v5.manifest;
  if (!(typeof v7 === "string")) return `data.archive.manifest: expected a text`;
  if (!(v7.length === 64)) return `data.archive.manifest: expected 64 characters`;
  const v8 = data.segments;
  if (!(Number.isFinite(v8))) return `data.segments: expected a number`;
  if (!(Number.isSafeInteger(v8))) return `data.segments: expected an integer`;
  if (!((v8 as number) >= 0)) return `data.segments: expected at least 0`;
  const v9 = data.events;
  if (!(Number.isFinite(v9))) return `data.events: expected a number`;
  if (!(Number.isSafeInteger(v9))) return `data.events: expected an integer`;
  if (!((v9 as number) >= 0)) return `data.events: expected at least 0`;
  const v10 = data.blobs;
  if (!(Number.isFinite(v10))) return `data.blobs: expected a number`;
  if (!(Number.isSafeInteger(v10))) return `data.blobs: expected an integer`;
  if (!((v10 as number) >= 0)) return `data.blobs: expected at least 0`;
  const v11 = data.runs;
  if (!(Number.isFinite(v11))) return `data.runs: expected a number`;
  if (!(Number.isSafeInteger(v11))) return `data.runs: expected an integer`;
  if (!((v11 as number) >= 0)) return `data.runs: expected at least 0`;
  const v12 = data.receipts;
  if (!(Number.isFinite(v12))) return `data.receipts: expected a number`;
  if (!(Number.isSafeInteger(v12))) return `data.receipts: expected an integer`;
  if (!((v12 as number) >= 0)) return `data.receipts: expected at least 0`;
  const v13 = data.refs;
  if (!(Number.isFinite(v13))) return `data.refs: expected a number`;
  if (!(Number.isSafeInteger(v13))) return `data.refs: expected an integer`;
  if (!((v13 as number) >= 0)) return `data.refs: expected at least 0`;
  const v14 = data.bytes;
  if (!(Number.isFinite(v14))) return `data.bytes: expected a number`;
  if (!(Number.isSafeInteger(v14))) return `data.bytes: expected an integer`;
  if (!((v14 as number) >= 0)) return `data.bytes: expected at least 0`;
  return null;
} }],
  ["log.redacted", { version: 1, critical: true, prose: ["reason"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.seq;
  if (!(Number.isFinite(v1))) return `data.seq: expected a number`;
  if (!(Number.isSafeInteger(v1))) return `data.seq: expected an integer`;
  if (!((v1 as number) >= 0)) return `data.seq: expected at least 0`;
  const v2 = data.hash;
  if (!(typeof v2 === "string")) return `data.hash: expected a text`;
  if (!(v2.length === 64)) return `data.hash: expected 64 characters`;
  const v3 = data.stub;
  if (!(typeof v3 === "string")) return `data.stub: expected a text`;
  if (!(v3.length === 64)) return `data.stub: expected 64 characters`;
  const v4 = data.texts;
  if (!(Array.isArray(v4))) return `data.texts: expected a list`;
  for (let v5 = 0; v5 < v4.length; v5++) {
  const v6: unknown = v4[v5];
  if (!(typeof v6 === "string")) return `data.texts[${v5}]: expected a text`;
  }
  const v7 = data.blob;
  if (v7 !== null) {
  if (!(isObject(v7))) return `data.blob: expected an object`;
  const v8 = v7.from;
  if (!(typeof v8 === "string")) return `data.blob.from: expected a text`;
  if (!(v8.length === 64)) return `data.blob.from: expected 64 characters`;
  const v9 = v7.to;
  if (!(typeof v9 === "string")) return `data.blob.to: expected a text`;
  if (!(v9.length === 64)) return `data.blob.to: expected 64 characters`;
  }
  const v10 = data.document;
  if (v10 !== null) {
  if (!(isObject(v10))) return `data.document: expected an object`;
  const v11 = v10.item;
  if (!(typeof v11 === "string")) return `data.document.item: expected a text`;
  const v12 = v10.revision;
  if (!(typeof v12 === "string")) return `data.document.revision: expected a text`;
  if (!(v12.length === 64)) return `data.document.revision: expected 64 characters`;
  }
  const v13 = data.reason;
  if (v13 !== null) {
  if (!(typeof v13 === "string")) return `data.reason: expected a text`;
  }
  return null;
} }],
  ["log.repaired", { version: 1, critical: true, prose: ["reason"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.bytes;
  if (!(Number.isFinite(v1))) return `data.bytes: expected a number`;
  if (!(Number.isSafeInteger(v1))) return `data.bytes: expected an integer`;
  if (!((v1 as number) >= 0)) return `data.bytes: expected at least 0`;
  const v2 = data.moved;
  if (!(typeof v2 === "string")) return `data.moved: expected a text`;
  const v3 = data.reason;
  if (!(typeof v3 === "string")) return `data.reason: expected a text`;
  return null;
} }],
  ["log.salvaged", { version: 1, critical: true, prose: ["reason"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.from;
  if (!(typeof v1 === "string")) return `data.from: expected a text`;
  const v2 = data.lastGood;
  if (!(Number.isFinite(v2))) return `data.lastGood: expected a number`;
  if (!(Number.isSafeInteger(v2))) return `data.lastGood: expected an integer`;
  if (!((v2 as number) >= 0)) return `data.lastGood: expected at least 0`;
  const v3 = data.lost;
  if (!(Number.isFinite(v3))) return `data.lost: expected a number`;
  if (!(Number.isSafeInteger(v3))) return `data.lost: expected an integer`;
  if (!((v3 as number) >= 0)) return `data.lost: expected at least 0`;
  const v4 = data.reason;
  if (!(typeof v4 === "string")) return `data.reason: expected a text`;
  return null;
} }],
];
