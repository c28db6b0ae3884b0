import type { EndedAttempt } from "../../../src/runners/adapter.ts";
import type { AttemptOutcome } from "../../../src/runners/contract/attempt-outcome.ts";
import type { StageRunRequest } from "../../../src/runners/contract/stage-run-request.ts";

/** An ended attempt of a builder, by the texts of its files. */
export function endedHarness(files: Readonly<Record<string, string>>, changes: Partial<AttemptOutcome> = {}): EndedAttempt {
  return {
    request,
    outcome: { ...outcome, ...changes },
    tail: (name, bytes) => files[name]?.slice(-bytes) ?? null,
    whole: (name) => files[name] ?? null,
  };
}

const request: StageRunRequest = {
  schema: "millrace.stage-request.v1",
  attempt: "r1.1.1",
  run: "r1",
  visit: 1,
  try: 1,
  item: { id: "t1", kind: "task", title: "Title", revision: "0".repeat(64), document: "millrace-agents/tasks/active/t1.md" },
  plane: "execution",
  loop: "execution.standard",
  stage: "builder",
  legalTerminals: ["BUILDER_COMPLETE", "BLOCKED"],
  successTerminal: "BUILDER_COMPLETE",
  verifies: false,
  plan: "0".repeat(64),
  runner: { name: "codex_cli", argv: [], model: null },
  prompt: { path: "millrace-agents/runs/r1/attempts/1.1/prompt.md", hash: "0".repeat(64) },
  skills: [],
  tree: null,
  directory: "millrace-agents/runs/r1/attempts/1.1",
  resultPath: "millrace-agents/runs/r1/attempts/1.1/result.json",
  checks: [],
  runCommands: [],
  fixCommands: [],
  previous: [],
  limits: { timeoutSeconds: 30, graceSeconds: 1, outputBytes: 1024 },
  env: { allow: [], set: {} },
};

const outcome: AttemptOutcome = {
  schema: "millrace.attempt-outcome.v1",
  attempt: "r1.1.1",
  exit: 0,
  signal: null,
  timedOut: false,
  stopped: false,
  outputLimit: false,
  spawnError: null,
  diskError: null,
  step: 0,
  startedAt: "2026-01-01T00:00:00.000Z",
  endedAt: "2026-01-01T00:00:01.000Z",
  millis: 1000,
  outputBytes: 0,
  leftovers: 0,
};
