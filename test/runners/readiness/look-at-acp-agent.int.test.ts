import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { BoundHarness } from "../../../src/plan/stages/bound-harnesses.ts";
import { runnerFacts } from "../../../src/plan/stages/runner-facts.ts";
import { lookAtAcpAgent } from "../../../src/runners/readiness/look-at-acp-agent.ts";

const facts = runnerFacts.acp?.harness;
const look = (...argv: string[]) => {
  if (!facts) throw new Error("acp is no harness");
  const bound: BoundHarness = { runner: "acp", argv, facts, stages: [], allow: [], set: {} };
  return lookAtAcpAgent(bound, { PATH: process.env.PATH ?? "" }, "/");
};
const answer = JSON.stringify({ jsonrpc: "2.0", id: 1, result: { protocolVersion: 1, agentInfo: { name: "made-up", version: "1.2" } } });

describe("lookAtAcpAgent()", () => {
  it("tells the name and the version of an agent that answers, also of one that stays", async () => {
    const { version, problem, login } = await look("sh", "-c", `read line; echo '${answer}'`);
    assert.deepEqual([version, problem, login], ["made-up 1.2", null, "unknown"]);
    assert.equal((await look("sh", "-c", `read line; echo '${answer}'; sleep 60`)).version, "made-up 1.2");
  });

  it("says why it is no such agent", async () => {
    assert.equal((await look("that-is-not-there")).problem, "there is no such program");
    assert.match((await look("sh", "-c", "echo usage: x >&2; exit 2")).problem ?? "", /does not answer .*: usage: x/);
  });
});
