import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { judge } from "../../../publish/preflight/judge.ts";
import { facts, type Overrides } from "../support/facts.ts";

const approvals = (over: Overrides): string[] =>
  judge(facts(over))
    .filter(({ code }) => code.startsWith("approval."))
    .map(({ severity, code }) => `${severity} ${code}`);

describe("judge() of approvals", () => {
  const settings = { requireApproval: true };
  const work = { approval: { by: "ada", seq: 7 } };

  it("blocks without one only where policy asks for one", () => {
    assert.deepEqual(approvals({}), []);
    assert.deepEqual(approvals({ settings }), ["block approval.missing"]);
  });

  it("tells who gave one, asked for or not", () => {
    assert.deepEqual(approvals({ work, settings }), ["pass approval.given"]);
    assert.deepEqual(approvals({ work }), ["pass approval.given"]);
  });
});
