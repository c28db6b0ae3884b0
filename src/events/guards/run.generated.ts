// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuard } from "../event-guard.ts";
import { isObject } from "../is-object.ts";

/** Version, criticality and check of the run events. */
export const runGuards: readonly (readonly [string, EventGuard])[] = [
  ["run.concluded", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.visit;
  if (!(Number.isFinite(v1))) return `data.visit: expected a number`;
  if (!(Number.isSafeInteger(v1))) return `data.visit: expected an integer`;
  if (!((v1 as number) >= 0)) return `data.visit: expected at least 0`;
  const v2 = data.from;
  if (!(typeof v2 === "string")) return `data.from: expected a text`;
  const v3 = data.claimed;
  if (v3 !== null) {
  if (!(typeof v3 === "string")) return `data.claimed: expected a text`;
  if (!(v3.length >= 1)) return `data.claimed: expected at least 1 characters`;
  }
  const v4 = data.effective;
  if (!(typeof v4 === "string")) return `data.effective: expected a text`;
  if (!(v4.length >= 1)) return `data.effective: expected at least 1 characters`;
  const v5 = data.failure;
  if (v5 !== null) {
  if (!(v5 === "terminal_missing" || v5 === "terminal_illegal" || v5 === "terminal_conflicting" || v5 === "result_invalid" || v5 === "output_missing" || v5 === "exit_nonzero" || v5 === "timeout" || v5 === "output_limit" || v5 === "spawn_failed" || v5 === "supervisor_lost" || v5 === "never_launched" || v5 === "interrupted" || v5 === "transport" || v5 === "check_refuted" || v5 === "protected_changed" || v5 === "outside_paths" || v5 === "effect_failed" || v5 === "rate_limit" || v5 === "auth" || v5 === "billing" || v5 === "model_error" || v5 === "refusal" || v5 === "stall" || v5 === "repeat" || v5 === "token_limit" || v5 === "cost_limit" || v5 === "session_unknown")) return `data.failure: expected one of terminal_missing, terminal_illegal, terminal_conflicting, result_invalid, output_missing, exit_nonzero, timeout, output_limit, spawn_failed, supervisor_lost, never_launched, interrupted, transport, check_refuted, protected_changed, outside_paths, effect_failed, rate_limit, auth, billing, model_error, refusal, stall, repeat, token_limit, cost_limit, session_unknown`;
  }
  const v6 = data.final;
  if (!(typeof v6 === "string")) return `data.final: expected a text`;
  const v7 = data.outcome;
  if (!(v7 === "done" || v7 === "blocked" || v7 === "handoff")) return `data.outcome: expected one of done, blocked, handoff`;
  const v8 = data.reason;
  if (!(typeof v8 === "string")) return `data.reason: expected a text`;
  const v9 = data.context;
  if (!(isObject(v9))) return `data.context: expected an object`;
  const v10 = v9.counters;
  if (!(isObject(v10))) return `data.context.counters: expected an object`;
  for (const v11 of Object.keys(v10)) {
  const v12 = v10[v11];
  if (!(Number.isFinite(v12))) return `data.context.counters.${v11}: expected a number`;
  if (!(Number.isSafeInteger(v12))) return `data.context.counters.${v11}: expected an integer`;
  }
  const v13 = v9.remembered;
  if (v13 !== null) {
  if (!(typeof v13 === "string")) return `data.context.remembered: expected a text`;
  }
  return null;
} }],
  ["run.finished", { version: 1, critical: true, prose: ["reason","detail"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.outcome;
  if (!(v1 === "done" || v1 === "blocked" || v1 === "handoff" || v1 === "cancelled")) return `data.outcome: expected one of done, blocked, handoff, cancelled`;
  const v2 = data.reason;
  if (!(typeof v2 === "string")) return `data.reason: expected a text`;
  const v3 = data.detail;
  if (!(typeof v3 === "string")) return `data.detail: expected a text`;
  const v4 = data.counters;
  if (!(isObject(v4))) return `data.counters: expected an object`;
  for (const v5 of Object.keys(v4)) {
  const v6 = v4[v5];
  if (!(Number.isFinite(v6))) return `data.counters.${v5}: expected a number`;
  if (!(Number.isSafeInteger(v6))) return `data.counters.${v5}: expected an integer`;
  }
  const v7 = data.attempts;
  if (!(Number.isFinite(v7))) return `data.attempts: expected a number`;
  if (!(Number.isSafeInteger(v7))) return `data.attempts: expected an integer`;
  if (!((v7 as number) >= 0)) return `data.attempts: expected at least 0`;
  const v8 = data.millis;
  if (!(Number.isFinite(v8))) return `data.millis: expected a number`;
  if (!(Number.isSafeInteger(v8))) return `data.millis: expected an integer`;
  if (!((v8 as number) >= 0)) return `data.millis: expected at least 0`;
  return null;
} }],
  ["run.imported", { version: 1, critical: true, prose: ["reason"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.line;
  if (!(typeof v1 === "string")) return `data.line: expected a text`;
  const v2 = data.loop;
  if (!(typeof v2 === "string")) return `data.loop: expected a text`;
  const v3 = data.outcome;
  if (!(v3 === "done" || v3 === "blocked" || v3 === "handoff" || v3 === "cancelled")) return `data.outcome: expected one of done, blocked, handoff, cancelled`;
  const v4 = data.reason;
  if (!(typeof v4 === "string")) return `data.reason: expected a text`;
  const v5 = data.stages;
  if (!(Number.isFinite(v5))) return `data.stages: expected a number`;
  if (!(Number.isSafeInteger(v5))) return `data.stages: expected an integer`;
  if (!((v5 as number) >= 0)) return `data.stages: expected at least 0`;
  const v6 = data.started;
  if (!(typeof v6 === "string")) return `data.started: expected a text`;
  const v7 = data.millis;
  if (!(Number.isFinite(v7))) return `data.millis: expected a number`;
  if (!(Number.isSafeInteger(v7))) return `data.millis: expected an integer`;
  if (!((v7 as number) >= 0)) return `data.millis: expected at least 0`;
  const v8 = data.directory;
  if (!(typeof v8 === "string")) return `data.directory: expected a text`;
  return null;
} }],
  ["run.moved", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.visit;
  if (!(Number.isFinite(v1))) return `data.visit: expected a number`;
  if (!(Number.isSafeInteger(v1))) return `data.visit: expected an integer`;
  if (!((v1 as number) >= 0)) return `data.visit: expected at least 0`;
  const v2 = data.from;
  if (!(typeof v2 === "string")) return `data.from: expected a text`;
  const v3 = data.claimed;
  if (v3 !== null) {
  if (!(typeof v3 === "string")) return `data.claimed: expected a text`;
  if (!(v3.length >= 1)) return `data.claimed: expected at least 1 characters`;
  }
  const v4 = data.effective;
  if (!(typeof v4 === "string")) return `data.effective: expected a text`;
  if (!(v4.length >= 1)) return `data.effective: expected at least 1 characters`;
  const v5 = data.failure;
  if (v5 !== null) {
  if (!(v5 === "terminal_missing" || v5 === "terminal_illegal" || v5 === "terminal_conflicting" || v5 === "result_invalid" || v5 === "output_missing" || v5 === "exit_nonzero" || v5 === "timeout" || v5 === "output_limit" || v5 === "spawn_failed" || v5 === "supervisor_lost" || v5 === "never_launched" || v5 === "interrupted" || v5 === "transport" || v5 === "check_refuted" || v5 === "protected_changed" || v5 === "outside_paths" || v5 === "effect_failed" || v5 === "rate_limit" || v5 === "auth" || v5 === "billing" || v5 === "model_error" || v5 === "refusal" || v5 === "stall" || v5 === "repeat" || v5 === "token_limit" || v5 === "cost_limit" || v5 === "session_unknown")) return `data.failure: expected one of terminal_missing, terminal_illegal, terminal_conflicting, result_invalid, output_missing, exit_nonzero, timeout, output_limit, spawn_failed, supervisor_lost, never_launched, interrupted, transport, check_refuted, protected_changed, outside_paths, effect_failed, rate_limit, auth, billing, model_error, refusal, stall, repeat, token_limit, cost_limit, session_unknown`;
  }
  const v6 = data.to;
  if (!(isObject(v6))) return `data.to: expected an object`;
  const v7 = v6.stage;
  if (!(typeof v7 === "string")) return `data.to.stage: expected a text`;
  const v8 = v6.context;
  if (!(isObject(v8))) return `data.to.context: expected an object`;
  const v9 = v8.counters;
  if (!(isObject(v9))) return `data.to.context.counters: expected an object`;
  for (const v10 of Object.keys(v9)) {
  const v11 = v9[v10];
  if (!(Number.isFinite(v11))) return `data.to.context.counters.${v10}: expected a number`;
  if (!(Number.isSafeInteger(v11))) return `data.to.context.counters.${v10}: expected an integer`;
  }
  const v12 = v8.remembered;
  if (v12 !== null) {
  if (!(typeof v12 === "string")) return `data.to.context.remembered: expected a text`;
  }
  return null;
} }],
  ["run.phase", { version: 1, critical: true, prose: ["reason"], check: (data: unknown): string | null => {
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
  return null;
} }],
  ["run.prepared", { version: 1, critical: true, prose: ["baseline.*.check","baseline.*.command"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.tree;
  if (v1 !== null) {
  if (!(isObject(v1))) return `data.tree: expected an object`;
  const v2 = v1.kind;
  if (!(v2 === "git" || v2 === "manifest")) return `data.tree.kind: expected one of git, manifest`;
  const v3 = v1.id;
  if (!(typeof v3 === "string")) return `data.tree.id: expected a text`;
  }
  const v4 = data.baseline;
  if (!(Array.isArray(v4))) return `data.baseline: expected a list`;
  for (let v5 = 0; v5 < v4.length; v5++) {
  const v6: unknown = v4[v5];
  if (!(isObject(v6))) return `data.baseline[${v5}]: expected an object`;
  const v7 = v6.check;
  if (!(typeof v7 === "string")) return `data.baseline[${v5}].check: expected a text`;
  const v8 = v6.command;
  if (!(typeof v8 === "string")) return `data.baseline[${v5}].command: expected a text`;
  const v9 = v6.tree;
  if (!(isObject(v9))) return `data.baseline[${v5}].tree: expected an object`;
  const v10 = v9.kind;
  if (!(v10 === "git" || v10 === "manifest")) return `data.baseline[${v5}].tree.kind: expected one of git, manifest`;
  const v11 = v9.id;
  if (!(typeof v11 === "string")) return `data.baseline[${v5}].tree.id: expected a text`;
  const v12 = v6.passed;
  if (!(typeof v12 === "boolean")) return `data.baseline[${v5}].passed: expected true or false`;
  const v13 = v6.exit;
  if (v13 !== null) {
  if (!(Number.isFinite(v13))) return `data.baseline[${v5}].exit: expected a number`;
  if (!(Number.isSafeInteger(v13))) return `data.baseline[${v5}].exit: expected an integer`;
  }
  const v14 = v6.timedOut;
  if (!(typeof v14 === "boolean")) return `data.baseline[${v5}].timedOut: expected true or false`;
  const v15 = v6.millis;
  if (!(Number.isFinite(v15))) return `data.baseline[${v5}].millis: expected a number`;
  if (!(Number.isSafeInteger(v15))) return `data.baseline[${v5}].millis: expected an integer`;
  if (!((v15 as number) >= 0)) return `data.baseline[${v5}].millis: expected at least 0`;
  const v16 = v6.output;
  if (!(typeof v16 === "string")) return `data.baseline[${v5}].output: expected a text`;
  const v17 = v6.outputHash;
  if (v17 !== undefined) {
  if (v17 !== null) {
  if (!(typeof v17 === "string")) return `data.baseline[${v5}].outputHash: expected a text`;
  if (!(v17.length === 64)) return `data.baseline[${v5}].outputHash: expected 64 characters`;
  }
  }
  }
  return null;
} }],
  ["run.redacted", { version: 1, critical: false, prose: ["reason"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.files;
  if (!(Array.isArray(v1))) return `data.files: expected a list`;
  for (let v2 = 0; v2 < v1.length; v2++) {
  const v3: unknown = v1[v2];
  if (!(isObject(v3))) return `data.files[${v2}]: expected an object`;
  const v4 = v3.path;
  if (!(typeof v4 === "string")) return `data.files[${v2}].path: expected a text`;
  const v5 = v3.from;
  if (!(typeof v5 === "string")) return `data.files[${v2}].from: expected a text`;
  if (!(v5.length === 64)) return `data.files[${v2}].from: expected 64 characters`;
  const v6 = v3.to;
  if (!(typeof v6 === "string")) return `data.files[${v2}].to: expected a text`;
  if (!(v6.length === 64)) return `data.files[${v2}].to: expected 64 characters`;
  }
  const v7 = data.reason;
  if (v7 !== null) {
  if (!(typeof v7 === "string")) return `data.reason: expected a text`;
  }
  return null;
} }],
  ["run.started", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.kind;
  if (!(v1 === "task" || v1 === "spec" || v1 === "incident" || v1 === "idea" || v1 === "probe" || v1 === "learning_request")) return `data.kind: expected one of task, spec, incident, idea, probe, learning_request`;
  const v2 = data.loop;
  if (!(typeof v2 === "string")) return `data.loop: expected a text`;
  const v3 = data.machine;
  if (!(typeof v3 === "string")) return `data.machine: expected a text`;
  if (!(v3.length === 64)) return `data.machine: expected 64 characters`;
  const v4 = data.plan;
  if (!(typeof v4 === "string")) return `data.plan: expected a text`;
  if (!(v4.length === 64)) return `data.plan: expected 64 characters`;
  const v5 = data.revision;
  if (!(typeof v5 === "string")) return `data.revision: expected a text`;
  if (!(v5.length === 64)) return `data.revision: expected 64 characters`;
  const v6 = data.previous;
  if (v6 !== null) {
  if (!(typeof v6 === "string")) return `data.previous: expected a text`;
  }
  const v7 = data.lane;
  if (!(typeof v7 === "string")) return `data.lane: expected a text`;
  const v8 = data.locks;
  if (!(isObject(v8))) return `data.locks: expected an object`;
  const v9 = v8.read;
  if (!(Array.isArray(v9))) return `data.locks.read: expected a list`;
  for (let v10 = 0; v10 < v9.length; v10++) {
  const v11: unknown = v9[v10];
  if (!(typeof v11 === "string")) return `data.locks.read[${v10}]: expected a text`;
  }
  const v12 = v8.write;
  if (!(Array.isArray(v12))) return `data.locks.write: expected a list`;
  for (let v13 = 0; v13 < v12.length; v13++) {
  const v14: unknown = v12[v13];
  if (!(typeof v14 === "string")) return `data.locks.write[${v13}]: expected a text`;
  }
  const v15 = data.position;
  if (!(isObject(v15))) return `data.position: expected an object`;
  const v16 = v15.stage;
  if (!(typeof v16 === "string")) return `data.position.stage: expected a text`;
  const v17 = v15.context;
  if (!(isObject(v17))) return `data.position.context: expected an object`;
  const v18 = v17.counters;
  if (!(isObject(v18))) return `data.position.context.counters: expected an object`;
  for (const v19 of Object.keys(v18)) {
  const v20 = v18[v19];
  if (!(Number.isFinite(v20))) return `data.position.context.counters.${v19}: expected a number`;
  if (!(Number.isSafeInteger(v20))) return `data.position.context.counters.${v19}: expected an integer`;
  }
  const v21 = v17.remembered;
  if (v21 !== null) {
  if (!(typeof v21 === "string")) return `data.position.context.remembered: expected a text`;
  }
  const v22 = data.phase;
  if (!(typeof v22 === "string")) return `data.phase: expected a text`;
  const v23 = data.visitLimit;
  if (!(Number.isFinite(v23))) return `data.visitLimit: expected a number`;
  if (!(Number.isSafeInteger(v23))) return `data.visitLimit: expected an integer`;
  if (!((v23 as number) >= 0)) return `data.visitLimit: expected at least 0`;
  return null;
} }],
  ["run.undone", { version: 1, critical: false, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.to;
  if (!(isObject(v1))) return `data.to: expected an object`;
  const v2 = v1.kind;
  if (!(v2 === "git" || v2 === "manifest")) return `data.to.kind: expected one of git, manifest`;
  const v3 = v1.id;
  if (!(typeof v3 === "string")) return `data.to.id: expected a text`;
  const v4 = data.salvage;
  if (!(isObject(v4))) return `data.salvage: expected an object`;
  const v5 = v4.kind;
  if (!(v5 === "git" || v5 === "manifest")) return `data.salvage.kind: expected one of git, manifest`;
  const v6 = v4.id;
  if (!(typeof v6 === "string")) return `data.salvage.id: expected a text`;
  const v7 = data.written;
  if (!(Number.isFinite(v7))) return `data.written: expected a number`;
  if (!(Number.isSafeInteger(v7))) return `data.written: expected an integer`;
  if (!((v7 as number) >= 0)) return `data.written: expected at least 0`;
  const v8 = data.removed;
  if (!(Number.isFinite(v8))) return `data.removed: expected a number`;
  if (!(Number.isSafeInteger(v8))) return `data.removed: expected an integer`;
  if (!((v8 as number) >= 0)) return `data.removed: expected at least 0`;
  const v9 = data.left;
  if (!(Number.isFinite(v9))) return `data.left: expected a number`;
  if (!(Number.isSafeInteger(v9))) return `data.left: expected an integer`;
  if (!((v9 as number) >= 0)) return `data.left: expected at least 0`;
  return null;
} }],
  ["run.verified", { version: 1, critical: true, prose: ["evidence.*.check","evidence.*.command"], check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.visit;
  if (!(Number.isFinite(v1))) return `data.visit: expected a number`;
  if (!(Number.isSafeInteger(v1))) return `data.visit: expected an integer`;
  if (!((v1 as number) >= 0)) return `data.visit: expected at least 0`;
  const v2 = data.tree;
  if (v2 !== null) {
  if (!(isObject(v2))) return `data.tree: expected an object`;
  const v3 = v2.kind;
  if (!(v3 === "git" || v3 === "manifest")) return `data.tree.kind: expected one of git, manifest`;
  const v4 = v2.id;
  if (!(typeof v4 === "string")) return `data.tree.id: expected a text`;
  }
  const v5 = data.evidence;
  if (!(Array.isArray(v5))) return `data.evidence: expected a list`;
  for (let v6 = 0; v6 < v5.length; v6++) {
  const v7: unknown = v5[v6];
  if (!(isObject(v7))) return `data.evidence[${v6}]: expected an object`;
  const v8 = v7.check;
  if (!(typeof v8 === "string")) return `data.evidence[${v6}].check: expected a text`;
  const v9 = v7.command;
  if (!(typeof v9 === "string")) return `data.evidence[${v6}].command: expected a text`;
  const v10 = v7.tree;
  if (!(isObject(v10))) return `data.evidence[${v6}].tree: expected an object`;
  const v11 = v10.kind;
  if (!(v11 === "git" || v11 === "manifest")) return `data.evidence[${v6}].tree.kind: expected one of git, manifest`;
  const v12 = v10.id;
  if (!(typeof v12 === "string")) return `data.evidence[${v6}].tree.id: expected a text`;
  const v13 = v7.passed;
  if (!(typeof v13 === "boolean")) return `data.evidence[${v6}].passed: expected true or false`;
  const v14 = v7.exit;
  if (v14 !== null) {
  if (!(Number.isFinite(v14))) return `data.evidence[${v6}].exit: expected a number`;
  if (!(Number.isSafeInteger(v14))) return `data.evidence[${v6}].exit: expected an integer`;
  }
  const v15 = v7.timedOut;
  if (!(typeof v15 === "boolean")) return `data.evidence[${v6}].timedOut: expected true or false`;
  const v16 = v7.millis;
  if (!(Number.isFinite(v16))) return `data.evidence[${v6}].millis: expected a number`;
  if (!(Number.isSafeInteger(v16))) return `data.evidence[${v6}].millis: expected an integer`;
  if (!((v16 as number) >= 0)) return `data.evidence[${v6}].millis: expected at least 0`;
  const v17 = v7.output;
  if (!(typeof v17 === "string")) return `data.evidence[${v6}].output: expected a text`;
  const v18 = v7.outputHash;
  if (v18 !== undefined) {
  if (v18 !== null) {
  if (!(typeof v18 === "string")) return `data.evidence[${v6}].outputHash: expected a text`;
  if (!(v18.length === 64)) return `data.evidence[${v6}].outputHash: expected 64 characters`;
  }
  }
  }
  return null;
} }],
  ["run.waiting", { version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.timer;
  if (!(typeof v1 === "string")) return `data.timer: expected a text`;
  const v2 = data.dueAt;
  if (!(Number.isFinite(v2))) return `data.dueAt: expected a number`;
  const v3 = data.after;
  if (!(Number.isFinite(v3))) return `data.after: expected a number`;
  if (!(Number.isSafeInteger(v3))) return `data.after: expected an integer`;
  if (!((v3 as number) >= 0)) return `data.after: expected at least 0`;
  const v4 = data.reason;
  if (!(typeof v4 === "string")) return `data.reason: expected a text`;
  return null;
} }],
];
