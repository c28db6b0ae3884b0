import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { EventEnvelope } from "../../../src/events/envelope.ts";
import { sentenceOf } from "../../../src/operations/history/sentence.ts";

function event(type: string, data: unknown): EventEnvelope {
  const when = { seq: 7, batch: [1, 1] as [number, number], time: "2026-11-20T12:00:00.000Z", epoch: 3, durable: 6, cause: 6 };
  const about = { actor: "runtime" as const, subject: "fix-login", run: "fix-login-1", attempt: "fix-login-1.2.1" };
  return { v: 1, tv: 1, crit: true, ...when, ...about, type, data, hash: "" };
}

const evidence = (check: string, passed: boolean) => ({ check, passed, exit: passed ? 0 : 2, timedOut: false });

describe("sentenceOf()", () => {
  it("tells a refuted claim with what it counts as, and why", () => {
    const data = {
      visit: 2,
      from: "checker",
      claimed: "CHECKER_PASS",
      effective: "FIX_NEEDED",
      failure: "check_refuted",
      to: { stage: "fixer" },
    };
    assert.equal(
      sentenceOf(event("run.moved", data)),
      "Visit 2: checker claimed CHECKER_PASS, which counts as FIX_NEEDED (check_refuted), so the run went on to fixer",
    );
  });

  it("names the checks that failed", () => {
    const told = sentenceOf(event("run.verified", { visit: 2, tree: null, evidence: [evidence("tests", false), evidence("lint", true)] }));
    assert.equal(told, 'The runtime ran 2 required checks: "tests" exited with 2');
  });

  it("says which checks prove nothing because they were green before", () => {
    const told = sentenceOf(event("run.prepared", { tree: null, baseline: [evidence("tests", false), evidence("lint", true)] }));
    assert.equal(told, '2 checks ran on the tree before the first stage; already green, and so no proof: "lint"');
  });

  it("gives the first line of what an agent said, cut", () => {
    const data = {
      claimed: "FIXER_COMPLETE",
      failure: null,
      millis: 1500,
      changed: ["a"],
      protectedChanged: [],
      summary: `done\n${"x".repeat(500)}`,
      detail: "",
    };
    assert.equal(
      sentenceOf(event("attempt.ended", data)),
      'Attempt "fix-login-1.2.1" reported FIXER_COMPLETE after 1.5 s, changing 1 file: done',
    );
  });

  it("names a type that it does not know", () => {
    assert.match(sentenceOf(event("moon.rose", {})), /^moon\.rose /);
  });
});
