import assert from "node:assert/strict";
import { afterAll, afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { StageReport } from "../../../src/runners/contract/stage-report.ts";
import type { Permission } from "../../../src/runners/contract/stage-run-request.ts";
import type { Turn } from "../../support/model-server/turn.ts";
import type { HarnessBench } from "../harness-contract.ts";
import { claudeBench } from "../support/claude.ts";
import { harnessProgram } from "../support/harness-program.ts";
import { newRig, type Rig } from "../support/rig.ts";

const program = harnessProgram("claude");
const handIn = (input: object): Turn => ({ type: "use", tool: "StructuredOutput", input });

describe("a result by the schema of the real claude", { ignore: program === null }, () => {
  let bench: HarnessBench | null = null;
  let rig: Rig;
  beforeEach(() => {
    rig = newRig();
  });
  afterEach(() => rig.end());
  afterAll(() => bench?.close());

  async function reported(permission: Permission, ...turns: Turn[]): Promise<{ report: StageReport; asked: number }> {
    bench ??= await claudeBench(program ?? "");
    const { runner, ...changes } = bench.meets(...turns);
    const before = bench.model.asked.length;
    const own = { name: "claude_code", argv: [], model: null, ...runner, permission, structured: true };
    const report = await rig.report(rig.stage({ ...changes, runner: own }));
    return { report, asked: bench.model.asked.length - before };
  }

  it("needs no permission, and ends the turn", async () => {
    for (const permission of ["report", "basic"] as const) {
      const turns = [handIn({ terminal: "BLOCKED", summary: "No way in." }), { type: "say", text: "### BUILDER_COMPLETE" } as const];
      const { report, asked } = await reported(permission, ...turns);
      assert.deepEqual([report.claimed, report.failure, report.summary, asked], ["BLOCKED", null, "No way in.", 1], report.detail);
    }
  });

  it("is asked for once more where the model says only words, and contradicts what these say", async () => {
    const answer = { terminal: "BLOCKED", summary: "No way in." };
    const { report, asked } = await reported("basic", { type: "say", text: "### BUILDER_COMPLETE" }, handIn(answer));
    assert.deepEqual([report.claimed, report.failure, asked], ["BLOCKED", "terminal_conflicting", 2], report.detail);
  });

  it("that never comes in its form is a result that is invalid, not a service that failed", async () => {
    const { report } = await reported("basic", handIn({ terminal: "CHECKER_PASS" }));
    assert.deepEqual([report.claimed, report.failure], [null, "result_invalid"], report.detail);
    assert.match(report.detail, /structured output after \d+ attempts/);
  });
});
