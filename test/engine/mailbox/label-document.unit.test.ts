import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { labelDocument } from "../../../src/engine/mailbox/older/label-document.ts";

describe("labelDocument()", () => {
  it("writes an older model in the label grammar, and reads it back", () => {
    const read = labelDocument("task", {
      kind: "task",
      task_id: "sum",
      title: "Fix the sum",
      summary: "It is\r\nwrong\nTask-ID: other",
      required_checks: ["bun test", "true"],
      target_paths: ["src/sum.ts"],
      depends_on: ["first"],
      created_at: "2026-11-20T10:00:00Z",
    });
    assert.ok(read.ok, JSON.stringify(read));
    assert.equal(read.id, "sum");
    assert.deepEqual(read.fields.checks, ["bun test", "true"]);
    assert.deepEqual(read.fields.paths, ["src/sum.ts"]);
    assert.deepEqual(read.fields.dependsOn, ["first"]);
    assert.match(read.text, /^Summary: It is wrong Task-ID: other$/m);
  });

  it("says what a model lacks or has wrong", () => {
    assert.deepEqual(labelDocument("spec", { title: "No id" }), { ok: false, problem: "The document has no spec_id" });
    const read = labelDocument("task", { title: "Bad id", task_id: "../../etc" });
    assert.equal(read.ok, false);
  });
});
