import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { z } from "zod";
import { inputSchema } from "../../src/operations/input-schema.ts";
import { taskParams } from "../../src/operations/tasks/task-params.ts";

const schema = inputSchema({ params: taskParams }, z);

describe("inputSchema()", () => {
  it("fills in defaults as the command line does", () => {
    assert.deepEqual(schema.parse({ title: "Fix" }), {
      title: "Fix",
      run: [],
      checks: [],
      fix: [],
      paths: [],
      acceptance: [],
      dependsOn: [],
      priority: 0,
    });
  });

  it("refuses unknown members, missing ones and values out of range", () => {
    assert.equal(schema.safeParse({ title: "Fix", runs: [] }).success, false);
    assert.equal(schema.safeParse({}).success, false);
    assert.equal(schema.safeParse({ title: "Fix", priority: 1001 }).success, false);
  });
});
