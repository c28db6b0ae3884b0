// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Written by `bun src/events/generate-guards.ts` from the schemas of the catalogue. Do not edit.
import type { EventGuards } from "./event-guard.ts";
import { isObject } from "./is-object.ts";

/** Version, criticality and check of every event type, without zod: what the log and the fold need. */
export const eventGuards: EventGuards = new Map([
  [
"attempt.ended",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
} },
  ],
  [
"attempt.lost",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
} },
  ],
  [
"attempt.requested",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
} },
  ],
  [
"attempt.started",
{ version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.pid;
  if (!(Number.isFinite(v1))) return `data.pid: expected a number`;
  if (!(Number.isSafeInteger(v1))) return `data.pid: expected an integer`;
  const v2 = data.started;
  if (!(typeof v2 === "string")) return `data.started: expected a text`;
  return null;
} },
  ],
  [
"command.settled",
{ version: 1, critical: false, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.status;
  if (!(v1 === "applied" || v1 === "rejected")) return `data.status: expected one of applied, rejected`;
  const v2 = data.code;
  if (v2 !== null) {
  if (!(typeof v2 === "string")) return `data.code: expected a text`;
  }
  const v3 = data.values;
  if (!(isObject(v3))) return `data.values: expected an object`;
  return null;
} },
  ],
  [
"delivery.intended",
{ version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.kind;
  if (!(v1 === "commit" || v1 === "worktree" || v1 === "none")) return `data.kind: expected one of commit, worktree, none`;
  const v2 = data.tree;
  if (v2 !== null) {
  if (!(isObject(v2))) return `data.tree: expected an object`;
  const v3 = v2.kind;
  if (!(v3 === "git" || v3 === "manifest")) return `data.tree.kind: expected one of git, manifest`;
  const v4 = v2.id;
  if (!(typeof v4 === "string")) return `data.tree.id: expected a text`;
  }
  const v5 = data.parent;
  if (v5 !== null) {
  if (!(typeof v5 === "string")) return `data.parent: expected a text`;
  }
  return null;
} },
  ],
  [
"delivery.settled",
{ version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.outcome;
  if (!(v1 === "committed" || v1 === "unchanged" || v1 === "left" || v1 === "failed" || v1 === "unknown")) return `data.outcome: expected one of committed, unchanged, left, failed, unknown`;
  const v2 = data.commit;
  if (v2 !== null) {
  if (!(typeof v2 === "string")) return `data.commit: expected a text`;
  }
  const v3 = data.detail;
  if (!(typeof v3 === "string")) return `data.detail: expected a text`;
  return null;
} },
  ],
  [
"item.added",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
} },
  ],
  [
"item.approved",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
} },
  ],
  [
"item.moved",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
} },
  ],
  [
"item.revised",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
  return null;
} },
  ],
  [
"log.marked",
{ version: 1, critical: false, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  return null;
} },
  ],
  [
"log.repaired",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
} },
  ],
  [
"log.salvaged",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
} },
  ],
  [
"owner.acquired",
{ version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.role;
  if (!(v1 === "once" || v1 === "daemon" || v1 === "command")) return `data.role: expected one of once, daemon, command`;
  const v2 = data.pid;
  if (!(Number.isFinite(v2))) return `data.pid: expected a number`;
  if (!(Number.isSafeInteger(v2))) return `data.pid: expected an integer`;
  const v3 = data.started;
  if (!(typeof v3 === "string")) return `data.started: expected a text`;
  const v4 = data.product;
  if (!(typeof v4 === "string")) return `data.product: expected a text`;
  return null;
} },
  ],
  [
"owner.released",
{ version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.reason;
  if (!(typeof v1 === "string")) return `data.reason: expected a text`;
  return null;
} },
  ],
  [
"plan.compiled",
{ version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.plan;
  if (!(typeof v1 === "string")) return `data.plan: expected a text`;
  if (!(v1.length === 64)) return `data.plan: expected 64 characters`;
  const v2 = data.mode;
  if (!(typeof v2 === "string")) return `data.mode: expected a text`;
  const v3 = data.loops;
  if (!(isObject(v3))) return `data.loops: expected an object`;
  for (const v4 of Object.keys(v3)) {
  const v5 = v3[v4];
  if (!(typeof v5 === "string")) return `data.loops.${v4}: expected a text`;
  }
  return null;
} },
  ],
  [
"plan.rejected",
{ version: 1, critical: false, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.mode;
  if (!(typeof v1 === "string")) return `data.mode: expected a text`;
  const v2 = data.problems;
  if (!(Array.isArray(v2))) return `data.problems: expected a list`;
  for (let v3 = 0; v3 < v2.length; v3++) {
  const v4: unknown = v2[v3];
  if (!(isObject(v4))) return `data.problems[${v3}]: expected an object`;
  const v5 = v4.code;
  if (!(typeof v5 === "string")) return `data.problems[${v3}].code: expected a text`;
  const v6 = v4.path;
  if (!(typeof v6 === "string")) return `data.problems[${v3}].path: expected a text`;
  const v7 = v4.message;
  if (!(typeof v7 === "string")) return `data.problems[${v3}].message: expected a text`;
  }
  const v8 = data.kept;
  if (v8 !== null) {
  if (!(typeof v8 === "string")) return `data.kept: expected a text`;
  if (!(v8.length === 64)) return `data.kept: expected 64 characters`;
  }
  return null;
} },
  ],
  [
"policy.changed",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
} },
  ],
  [
"run.concluded",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
  if (!(v5 === "terminal_missing" || v5 === "terminal_illegal" || v5 === "terminal_conflicting" || v5 === "result_invalid" || v5 === "output_missing" || v5 === "exit_nonzero" || v5 === "timeout" || v5 === "output_limit" || v5 === "spawn_failed" || v5 === "supervisor_lost" || v5 === "never_launched" || v5 === "interrupted" || v5 === "transport" || v5 === "check_refuted" || v5 === "protected_changed" || v5 === "effect_failed")) return `data.failure: expected one of terminal_missing, terminal_illegal, terminal_conflicting, result_invalid, output_missing, exit_nonzero, timeout, output_limit, spawn_failed, supervisor_lost, never_launched, interrupted, transport, check_refuted, protected_changed, effect_failed`;
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
} },
  ],
  [
"run.finished",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
} },
  ],
  [
"run.moved",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
  if (!(v5 === "terminal_missing" || v5 === "terminal_illegal" || v5 === "terminal_conflicting" || v5 === "result_invalid" || v5 === "output_missing" || v5 === "exit_nonzero" || v5 === "timeout" || v5 === "output_limit" || v5 === "spawn_failed" || v5 === "supervisor_lost" || v5 === "never_launched" || v5 === "interrupted" || v5 === "transport" || v5 === "check_refuted" || v5 === "protected_changed" || v5 === "effect_failed")) return `data.failure: expected one of terminal_missing, terminal_illegal, terminal_conflicting, result_invalid, output_missing, exit_nonzero, timeout, output_limit, spawn_failed, supervisor_lost, never_launched, interrupted, transport, check_refuted, protected_changed, effect_failed`;
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
} },
  ],
  [
"run.phase",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
} },
  ],
  [
"run.prepared",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
  }
  return null;
} },
  ],
  [
"run.started",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
} },
  ],
  [
"run.verified",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
  }
  return null;
} },
  ],
  [
"run.waiting",
{ version: 1, critical: true, check: (data: unknown): string | null => {
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
} },
  ],
  [
"runtime.moved",
{ version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.from;
  if (!(typeof v1 === "string")) return `data.from: expected a text`;
  const v2 = data.event;
  if (!(typeof v2 === "string")) return `data.event: expected a text`;
  const v3 = data.to;
  if (!(typeof v3 === "string")) return `data.to: expected a text`;
  const v4 = data.reason;
  if (v4 !== null) {
  if (!(typeof v4 === "string")) return `data.reason: expected a text`;
  }
  const v5 = data.source;
  if (v5 !== null) {
  if (!(typeof v5 === "string")) return `data.source: expected a text`;
  }
  return null;
} },
  ],
  [
"timer.fired",
{ version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.timer;
  if (!(typeof v1 === "string")) return `data.timer: expected a text`;
  const v2 = data.late;
  if (!(Number.isFinite(v2))) return `data.late: expected a number`;
  if (!(Number.isSafeInteger(v2))) return `data.late: expected an integer`;
  if (!((v2 as number) >= 0)) return `data.late: expected at least 0`;
  return null;
} },
  ],
  [
"workspace.created",
{ version: 1, critical: true, check: (data: unknown): string | null => {
  if (!(isObject(data))) return `data: expected an object`;
  const v1 = data.id;
  if (!(typeof v1 === "string")) return `data.id: expected a text`;
  const v2 = data.name;
  if (!(typeof v2 === "string")) return `data.name: expected a text`;
  const v3 = data.product;
  if (!(typeof v3 === "string")) return `data.product: expected a text`;
  return null;
} },
  ],
]);
