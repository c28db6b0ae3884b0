import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { StageRunRequest } from "../../../src/runners/contract/stage-run-request.ts";
import { stageRunRequestSchema } from "../../../src/runners/contract/stage-run-request-schema.ts";
import { requestHash } from "../../../src/runners/request-hash.ts";

const hash = "ab".repeat(32);
const request: StageRunRequest = {
  schema: "millrace.stage-request.v1",
  attempt: "r.1.1",
  run: "r",
  visit: 1,
  try: 1,
  item: { id: "t", kind: "task", title: "T", revision: hash, document: "millrace-agents/tasks/active/t.md" },
  plane: "execution",
  loop: "execution.standard",
  stage: "builder",
  legalTerminals: ["BUILDER_COMPLETE", "BLOCKED"],
  successTerminal: "BUILDER_COMPLETE",
  verifies: false,
  plan: hash,
  runner: { name: "shell", argv: [], model: null },
  prompt: { path: "millrace-agents/runs/r/prompt.md", hash },
  skills: [],
  tree: { kind: "git", id: "abc" },
  directory: "millrace-agents/runs/r/attempts/1.1",
  resultPath: "millrace-agents/runs/r/attempts/1.1/result.json",
  checks: ["test"],
  runCommands: [],
  fixCommands: [],
  previous: [{ stage: "builder", terminal: "BLOCKED", summary: "" }],
  limits: { timeoutSeconds: 10, graceSeconds: 1, outputBytes: 100 },
  env: { allow: [], set: {} },
};

describe("stageRunRequestSchema", () => {
  it("accepts a request as it is written", () => {
    assert.deepEqual(stageRunRequestSchema.parse(JSON.parse(JSON.stringify(request))), request);
  });

  it("refuses paths that leave the workspace, and other versions", () => {
    for (const wrong of [
      { ...request, directory: "/tmp/x" },
      { ...request, resultPath: "../outside.json" },
      { ...request, prompt: { path: "a/../../b", hash } },
      { ...request, schema: "millrace.stage-request.v2" },
      { ...request, limits: { ...request.limits, timeoutSeconds: 0 } },
    ]) {
      assert.equal(stageRunRequestSchema.safeParse(wrong).success, false);
    }
  });
});

describe("requestHash()", () => {
  it("names a request by content, whatever the order of its members", () => {
    const turned = Object.fromEntries(Object.entries(request).reverse()) as unknown as StageRunRequest;
    assert.equal(requestHash(turned), requestHash(request));
    assert.notEqual(requestHash({ ...request, try: 2 }), requestHash(request));
  });
});
