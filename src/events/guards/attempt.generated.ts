// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the attempt events. */
export const attemptGuards: readonly (readonly [string, EventGuard])[] = [
  ["attempt.ended", { version: 1, critical: true, prose: ["detail","summary"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.claimed;
  if (v1 !== null) {
  if (!(typeof v1 === "string")) return `data.claimed: expected a text`;
  if (!(v1.length >= 1)) return `data.claimed: expected at least 1 characters`;
  }
  const v2 = data.failure;
  if (v2 !== null) {
  if (!(v2 === "terminal_missing" || v2 === "terminal_illegal" || v2 === "terminal_conflicting" || v2 === "result_invalid" || v2 === "output_missing" || v2 === "exit_nonzero" || v2 === "timeout" || v2 === "output_limit" || v2 === "spawn_failed" || v2 === "supervisor_lost" || v2 === "never_launched" || v2 === "interrupted" || v2 === "transport" || v2 === "check_refuted" || v2 === "protected_changed" || v2 === "outside_paths" || v2 === "effect_failed" || v2 === "rate_limit" || v2 === "auth" || v2 === "billing" || v2 === "model_error" || v2 === "refusal" || v2 === "stall" || v2 === "repeat" || v2 === "token_limit" || v2 === "cost_limit" || v2 === "session_unknown")) return `data.failure: expected one of terminal_missing, terminal_illegal, terminal_conflicting, result_invalid, output_missing, exit_nonzero, timeout, output_limit, spawn_failed, supervisor_lost, never_launched, interrupted, transport, check_refuted, protected_changed, outside_paths, effect_failed, rate_limit, auth, billing, model_error, refusal, stall, repeat, token_limit, cost_limit, session_unknown`;
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
  const v17 = data.outsideChanged;
  if (v17 !== undefined) {
  if (!(Array.isArray(v17))) return `data.outsideChanged: expected a list`;
  for (let v18 = 0; v18 < v17.length; v18++) {
  const v19: unknown = v17[v18];
  if (!(typeof v19 === "string")) return `data.outsideChanged[${v18}]: expected a text`;
  }
  }
  const v20 = data.usage;
  if (v20 !== null) {
  if (!(isObject(v20))) return `data.usage: expected an object`;
  const v21 = v20.input;
  if (!(Number.isFinite(v21))) return `data.usage.input: expected a number`;
  if (!(Number.isSafeInteger(v21))) return `data.usage.input: expected an integer`;
  if (!((v21 as number) >= 0)) return `data.usage.input: expected at least 0`;
  const v22 = v20.cached;
  if (!(Number.isFinite(v22))) return `data.usage.cached: expected a number`;
  if (!(Number.isSafeInteger(v22))) return `data.usage.cached: expected an integer`;
  if (!((v22 as number) >= 0)) return `data.usage.cached: expected at least 0`;
  const v23 = v20.output;
  if (!(Number.isFinite(v23))) return `data.usage.output: expected a number`;
  if (!(Number.isSafeInteger(v23))) return `data.usage.output: expected an integer`;
  if (!((v23 as number) >= 0)) return `data.usage.output: expected at least 0`;
  const v24 = v20.reasoning;
  if (!(Number.isFinite(v24))) return `data.usage.reasoning: expected a number`;
  if (!(Number.isSafeInteger(v24))) return `data.usage.reasoning: expected an integer`;
  if (!((v24 as number) >= 0)) return `data.usage.reasoning: expected at least 0`;
  const v25 = v20.costUsd;
  if (v25 !== null) {
  if (!(Number.isFinite(v25))) return `data.usage.costUsd: expected a number`;
  if (!((v25 as number) >= 0)) return `data.usage.costUsd: expected at least 0`;
  }
  }
  const v26 = data.artifacts;
  if (!(Array.isArray(v26))) return `data.artifacts: expected a list`;
  for (let v27 = 0; v27 < v26.length; v27++) {
  const v28: unknown = v26[v27];
  if (!(isObject(v28))) return `data.artifacts[${v27}]: expected an object`;
  const v29 = v28.name;
  if (!(typeof v29 === "string")) return `data.artifacts[${v27}].name: expected a text`;
  const v30 = v28.hash;
  if (!(typeof v30 === "string")) return `data.artifacts[${v27}].hash: expected a text`;
  if (!(v30.length === 64)) return `data.artifacts[${v27}].hash: expected 64 characters`;
  const v31 = v28.bytes;
  if (!(Number.isFinite(v31))) return `data.artifacts[${v27}].bytes: expected a number`;
  if (!(Number.isSafeInteger(v31))) return `data.artifacts[${v27}].bytes: expected an integer`;
  if (!((v31 as number) >= 0)) return `data.artifacts[${v27}].bytes: expected at least 0`;
  }
  const v32 = data.summary;
  if (!(typeof v32 === "string")) return `data.summary: expected a text`;
  const v33 = data.session;
  if (v33 !== undefined) {
  if (v33 !== null) {
  if (!(typeof v33 === "string")) return `data.session: expected a text`;
  }
  }
  const v34 = data.model;
  if (v34 !== undefined) {
  if (v34 !== null) {
  if (!(typeof v34 === "string")) return `data.model: expected a text`;
  }
  }
  const v35 = data.sessionUsage;
  if (v35 !== undefined) {
  if (v35 !== null) {
  if (!(isObject(v35))) return `data.sessionUsage: expected an object`;
  const v36 = v35.input;
  if (!(Number.isFinite(v36))) return `data.sessionUsage.input: expected a number`;
  if (!(Number.isSafeInteger(v36))) return `data.sessionUsage.input: expected an integer`;
  if (!((v36 as number) >= 0)) return `data.sessionUsage.input: expected at least 0`;
  const v37 = v35.cached;
  if (!(Number.isFinite(v37))) return `data.sessionUsage.cached: expected a number`;
  if (!(Number.isSafeInteger(v37))) return `data.sessionUsage.cached: expected an integer`;
  if (!((v37 as number) >= 0)) return `data.sessionUsage.cached: expected at least 0`;
  const v38 = v35.output;
  if (!(Number.isFinite(v38))) return `data.sessionUsage.output: expected a number`;
  if (!(Number.isSafeInteger(v38))) return `data.sessionUsage.output: expected an integer`;
  if (!((v38 as number) >= 0)) return `data.sessionUsage.output: expected at least 0`;
  const v39 = v35.reasoning;
  if (!(Number.isFinite(v39))) return `data.sessionUsage.reasoning: expected a number`;
  if (!(Number.isSafeInteger(v39))) return `data.sessionUsage.reasoning: expected an integer`;
  if (!((v39 as number) >= 0)) return `data.sessionUsage.reasoning: expected at least 0`;
  const v40 = v35.costUsd;
  if (v40 !== null) {
  if (!(Number.isFinite(v40))) return `data.sessionUsage.costUsd: expected a number`;
  if (!((v40 as number) >= 0)) return `data.sessionUsage.costUsd: expected at least 0`;
  }
  }
  }
  return null;
} }],
  ["attempt.lost", { version: 1, critical: true, prose: ["detail"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.failure;
  if (!(v1 === "terminal_missing" || v1 === "terminal_illegal" || v1 === "terminal_conflicting" || v1 === "result_invalid" || v1 === "output_missing" || v1 === "exit_nonzero" || v1 === "timeout" || v1 === "output_limit" || v1 === "spawn_failed" || v1 === "supervisor_lost" || v1 === "never_launched" || v1 === "interrupted" || v1 === "transport" || v1 === "check_refuted" || v1 === "protected_changed" || v1 === "outside_paths" || v1 === "effect_failed" || v1 === "rate_limit" || v1 === "auth" || v1 === "billing" || v1 === "model_error" || v1 === "refusal" || v1 === "stall" || v1 === "repeat" || v1 === "token_limit" || v1 === "cost_limit" || v1 === "session_unknown")) return `data.failure: expected one of terminal_missing, terminal_illegal, terminal_conflicting, result_invalid, output_missing, exit_nonzero, timeout, output_limit, spawn_failed, supervisor_lost, never_launched, interrupted, transport, check_refuted, protected_changed, outside_paths, effect_failed, rate_limit, auth, billing, model_error, refusal, stall, repeat, token_limit, cost_limit, session_unknown`;
  const v2 = data.detail;
  if (!(typeof v2 === "string")) return `data.detail: expected a text`;
  const v3 = data.millis;
  if (!(Number.isFinite(v3))) return `data.millis: expected a number`;
  if (!(Number.isSafeInteger(v3))) return `data.millis: expected an integer`;
  if (!((v3 as number) >= 0)) return `data.millis: expected at least 0`;
  const v4 = data.usage;
  if (v4 !== undefined) {
  if (v4 !== null) {
  if (!(isObject(v4))) return `data.usage: expected an object`;
  const v5 = v4.input;
  if (!(Number.isFinite(v5))) return `data.usage.input: expected a number`;
  if (!(Number.isSafeInteger(v5))) return `data.usage.input: expected an integer`;
  if (!((v5 as number) >= 0)) return `data.usage.input: expected at least 0`;
  const v6 = v4.cached;
  if (!(Number.isFinite(v6))) return `data.usage.cached: expected a number`;
  if (!(Number.isSafeInteger(v6))) return `data.usage.cached: expected an integer`;
  if (!((v6 as number) >= 0)) return `data.usage.cached: expected at least 0`;
  const v7 = v4.output;
  if (!(Number.isFinite(v7))) return `data.usage.output: expected a number`;
  if (!(Number.isSafeInteger(v7))) return `data.usage.output: expected an integer`;
  if (!((v7 as number) >= 0)) return `data.usage.output: expected at least 0`;
  const v8 = v4.reasoning;
  if (!(Number.isFinite(v8))) return `data.usage.reasoning: expected a number`;
  if (!(Number.isSafeInteger(v8))) return `data.usage.reasoning: expected an integer`;
  if (!((v8 as number) >= 0)) return `data.usage.reasoning: expected at least 0`;
  const v9 = v4.costUsd;
  if (v9 !== null) {
  if (!(Number.isFinite(v9))) return `data.usage.costUsd: expected a number`;
  if (!((v9 as number) >= 0)) return `data.usage.costUsd: expected at least 0`;
  }
  }
  }
  const v10 = data.session;
  if (v10 !== undefined) {
  if (v10 !== null) {
  if (!(typeof v10 === "string")) return `data.session: expected a text`;
  }
  }
  const v11 = data.model;
  if (v11 !== undefined) {
  if (v11 !== null) {
  if (!(typeof v11 === "string")) return `data.model: expected a text`;
  }
  }
  const v12 = data.sessionUsage;
  if (v12 !== undefined) {
  if (v12 !== null) {
  if (!(isObject(v12))) return `data.sessionUsage: expected an object`;
  const v13 = v12.input;
  if (!(Number.isFinite(v13))) return `data.sessionUsage.input: expected a number`;
  if (!(Number.isSafeInteger(v13))) return `data.sessionUsage.input: expected an integer`;
  if (!((v13 as number) >= 0)) return `data.sessionUsage.input: expected at least 0`;
  const v14 = v12.cached;
  if (!(Number.isFinite(v14))) return `data.sessionUsage.cached: expected a number`;
  if (!(Number.isSafeInteger(v14))) return `data.sessionUsage.cached: expected an integer`;
  if (!((v14 as number) >= 0)) return `data.sessionUsage.cached: expected at least 0`;
  const v15 = v12.output;
  if (!(Number.isFinite(v15))) return `data.sessionUsage.output: expected a number`;
  if (!(Number.isSafeInteger(v15))) return `data.sessionUsage.output: expected an integer`;
  if (!((v15 as number) >= 0)) return `data.sessionUsage.output: expected at least 0`;
  const v16 = v12.reasoning;
  if (!(Number.isFinite(v16))) return `data.sessionUsage.reasoning: expected a number`;
  if (!(Number.isSafeInteger(v16))) return `data.sessionUsage.reasoning: expected an integer`;
  if (!((v16 as number) >= 0)) return `data.sessionUsage.reasoning: expected at least 0`;
  const v17 = v12.costUsd;
  if (v17 !== null) {
  if (!(Number.isFinite(v17))) return `data.sessionUsage.costUsd: expected a number`;
  if (!((v17 as number) >= 0)) return `data.sessionUsage.costUsd: expected at least 0`;
  }
  }
  }
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
  const v9 = data.session;
  if (v9 !== undefined) {
  if (!(typeof v9 === "string")) return `data.session: expected a text`;
  }
  const v10 = data.model;
  if (v10 !== undefined) {
  if (!(typeof v10 === "string")) return `data.model: expected a text`;
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
