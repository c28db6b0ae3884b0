// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the attempt events. */
export const attemptGuards: readonly (readonly [string, EventGuard])[] = [
  ["attempt.ended", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.claimed;
  if (v1 !== null) {
  if (!(typeof v1 === "string")) return `data.claimed: expected a text`;
  if (!(v1.length >= 1)) return `data.claimed: expected at least 1 characters`;
  }
  const v2 = data.failure;
  if (v2 !== null) {
  if (!(v2 === "terminal_missing" || v2 === "terminal_illegal" || v2 === "terminal_conflicting" || v2 === "result_invalid" || v2 === "output_missing" || v2 === "exit_nonzero" || v2 === "timeout" || v2 === "output_limit" || v2 === "spawn_failed" || v2 === "supervisor_lost" || v2 === "never_launched" || v2 === "interrupted" || v2 === "transport" || v2 === "check_refuted" || v2 === "protected_changed" || v2 === "effect_failed")) return `data.failure: expected one of terminal_missing, terminal_illegal, terminal_conflicting, result_invalid, output_missing, exit_nonzero, timeout, output_limit, spawn_failed, supervisor_lost, never_launched, interrupted, transport, check_refuted, protected_changed, effect_failed`;
  }
  const v3 = data.detail;
  if (!(typeof v3 === "string")) return `data.detail: expected a text`;
  const v4 = data.exit;
  if (v4 !== null) {
  if (!(Number.isFinite(v4))) return `data.exit: expected a number`;
  if (!(Number.isSafeInteger(v4))) return `data.exit: expected an integer`;
  }
  const v5 = data.signal;
  if (v5 !== null) {
  if (!(typeof v5 === "string")) return `data.signal: expected a text`;
  }
  const v6 = data.millis;
  if (!(Number.isFinite(v6))) return `data.millis: expected a number`;
  if (!(Number.isSafeInteger(v6))) return `data.millis: expected an integer`;
  if (!((v6 as number) >= 0)) return `data.millis: expected at least 0`;
  const v7 = data.outputBytes;
  if (!(Number.isFinite(v7))) return `data.outputBytes: expected a number`;
  if (!(Number.isSafeInteger(v7))) return `data.outputBytes: expected an integer`;
  if (!((v7 as number) >= 0)) return `data.outputBytes: expected at least 0`;
  const v8 = data.tree;
  if (v8 !== null) {
  if (!(isObject(v8))) return `data.tree: expected an object`;
  const v9 = v8.kind;
  if (!(v9 === "git" || v9 === "manifest")) return `data.tree.kind: expected one of git, manifest`;
  const v10 = v8.id;
  if (!(typeof v10 === "string")) return `data.tree.id: expected a text`;
  }
  const v11 = data.changed;
  if (!(Array.isArray(v11))) return `data.changed: expected a list`;
  for (let v12 = 0; v12 < v11.length; v12++) {
  const v13: unknown = v11[v12];
  if (!(typeof v13 === "string")) return `data.changed[${v12}]: expected a text`;
  }
  const v14 = data.protectedChanged;
  if (!(Array.isArray(v14))) return `data.protectedChanged: expected a list`;
  for (let v15 = 0; v15 < v14.length; v15++) {
  const v16: unknown = v14[v15];
  if (!(typeof v16 === "string")) return `data.protectedChanged[${v15}]: expected a text`;
  }
  const v17 = data.usage;
  if (v17 !== null) {
  if (!(isObject(v17))) return `data.usage: expected an object`;
  const v18 = v17.input;
  if (!(Number.isFinite(v18))) return `data.usage.input: expected a number`;
  if (!(Number.isSafeInteger(v18))) return `data.usage.input: expected an integer`;
  if (!((v18 as number) >= 0)) return `data.usage.input: expected at least 0`;
  const v19 = v17.cached;
  if (!(Number.isFinite(v19))) return `data.usage.cached: expected a number`;
  if (!(Number.isSafeInteger(v19))) return `data.usage.cached: expected an integer`;
  if (!((v19 as number) >= 0)) return `data.usage.cached: expected at least 0`;
  const v20 = v17.output;
  if (!(Number.isFinite(v20))) return `data.usage.output: expected a number`;
  if (!(Number.isSafeInteger(v20))) return `data.usage.output: expected an integer`;
  if (!((v20 as number) >= 0)) return `data.usage.output: expected at least 0`;
  const v21 = v17.reasoning;
  if (!(Number.isFinite(v21))) return `data.usage.reasoning: expected a number`;
  if (!(Number.isSafeInteger(v21))) return `data.usage.reasoning: expected an integer`;
  if (!((v21 as number) >= 0)) return `data.usage.reasoning: expected at least 0`;
  const v22 = v17.costUsd;
  if (v22 !== null) {
  if (!(Number.isFinite(v22))) return `data.usage.costUsd: expected a number`;
  if (!((v22 as number) >= 0)) return `data.usage.costUsd: expected at least 0`;
  }
  }
  const v23 = data.artifacts;
  if (!(Array.isArray(v23))) return `data.artifacts: expected a list`;
  for (let v24 = 0; v24 < v23.length; v24++) {
  const v25: unknown = v23[v24];
  if (!(isObject(v25))) return `data.artifacts[${v24}]: expected an object`;
  const v26 = v25.name;
  if (!(typeof v26 === "string")) return `data.artifacts[${v24}].name: expected a text`;
  const v27 = v25.hash;
  if (!(typeof v27 === "string")) return `data.artifacts[${v24}].hash: expected a text`;
  if (!(v27.length === 64)) return `data.artifacts[${v24}].hash: expected 64 characters`;
  const v28 = v25.bytes;
  if (!(Number.isFinite(v28))) return `data.artifacts[${v24}].bytes: expected a number`;
  if (!(Number.isSafeInteger(v28))) return `data.artifacts[${v24}].bytes: expected an integer`;
  if (!((v28 as number) >= 0)) return `data.artifacts[${v24}].bytes: expected at least 0`;
  }
  const v29 = data.summary;
  if (!(typeof v29 === "string")) return `data.summary: expected a text`;
  return null;
} }],
  ["attempt.lost", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.failure;
  if (!(v1 === "terminal_missing" || v1 === "terminal_illegal" || v1 === "terminal_conflicting" || v1 === "result_invalid" || v1 === "output_missing" || v1 === "exit_nonzero" || v1 === "timeout" || v1 === "output_limit" || v1 === "spawn_failed" || v1 === "supervisor_lost" || v1 === "never_launched" || v1 === "interrupted" || v1 === "transport" || v1 === "check_refuted" || v1 === "protected_changed" || v1 === "effect_failed")) return `data.failure: expected one of terminal_missing, terminal_illegal, terminal_conflicting, result_invalid, output_missing, exit_nonzero, timeout, output_limit, spawn_failed, supervisor_lost, never_launched, interrupted, transport, check_refuted, protected_changed, effect_failed`;
  const v2 = data.detail;
  if (!(typeof v2 === "string")) return `data.detail: expected a text`;
  const v3 = data.millis;
  if (!(Number.isFinite(v3))) return `data.millis: expected a number`;
  if (!(Number.isSafeInteger(v3))) return `data.millis: expected an integer`;
  if (!((v3 as number) >= 0)) return `data.millis: expected at least 0`;
  return null;
} }],
  ["attempt.requested", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.visit;
  if (!(Number.isFinite(v1))) return `data.visit: expected a number`;
  if (!(Number.isSafeInteger(v1))) return `data.visit: expected an integer`;
  if (!((v1 as number) >= 0)) return `data.visit: expected at least 0`;
  const v2 = data.try;
  if (!(Number.isFinite(v2))) return `data.try: expected a number`;
  if (!(Number.isSafeInteger(v2))) return `data.try: expected an integer`;
  if (!((v2 as number) >= 0)) return `data.try: expected at least 0`;
  const v3 = data.stage;
  if (!(typeof v3 === "string")) return `data.stage: expected a text`;
  const v4 = data.runner;
  if (!(typeof v4 === "string")) return `data.runner: expected a text`;
  const v5 = data.request;
  if (!(typeof v5 === "string")) return `data.request: expected a text`;
  if (!(v5.length === 64)) return `data.request: expected 64 characters`;
  const v6 = data.tree;
  if (v6 !== null) {
  if (!(isObject(v6))) return `data.tree: expected an object`;
  const v7 = v6.kind;
  if (!(v7 === "git" || v7 === "manifest")) return `data.tree.kind: expected one of git, manifest`;
  const v8 = v6.id;
  if (!(typeof v8 === "string")) return `data.tree.id: expected a text`;
  }
  return null;
} }],
  ["attempt.started", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.pid;
  if (!(Number.isFinite(v1))) return `data.pid: expected a number`;
  if (!(Number.isSafeInteger(v1))) return `data.pid: expected an integer`;
  const v2 = data.started;
  if (!(typeof v2 === "string")) return `data.started: expected a text`;
  return null;
} }],
];
