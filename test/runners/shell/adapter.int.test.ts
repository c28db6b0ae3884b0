import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { StageRunRequest } from "../../../src/runners/contract/stage-run-request.ts";
import { newRig, type Rig } from "../support/rig.ts";

describe("shellAdapter", () => {
  let rig: Rig;
  beforeEach(() => {
    rig = newRig();
  });
  afterEach(() => rig.end());

  const shell = (changes: Partial<StageRunRequest>) =>
    rig.stage({ runner: { name: "shell", argv: [], model: null }, prompt: null, ...changes });
  const stage = (name: string, success: string, changes: Partial<StageRunRequest> = {}) =>
    shell({ stage: name, successTerminal: success, legalTerminals: [success, "BLOCKED"], ...changes });

  it("runs commands in order, each under a heading, up to the first that fails", async () => {
    const order = shell({ runCommands: ["echo one; echo err >&2", "exit 5", "echo never"] });
    const report = await rig.report(order);
    assert.deepEqual([report.claimed, report.failure, report.exit], ["BLOCKED", null, 5]);
    assert.equal(report.detail, 'command "exit 5": exit code 5');
    const output = rig.read(order, "stdout.txt");
    assert.ok(output.startsWith("$ echo one; echo err >&2\none\n"), output);
    assert.ok(output.endsWith("$ exit 5\n"), output);
  });

  it("gives each command a fresh shell in the workspace root", async () => {
    const order = shell({ runCommands: ["cd / && x=1", 'pwd; echo "[$x]"'] });
    await rig.report(order);
    assert.ok(rig.read(order, "stdout.txt").endsWith(`${rig.root}\n[]\n`));
  });

  it("completes a builder without commands, since its task may have checks only", async () => {
    const report = await rig.report(shell({}));
    assert.deepEqual([report.claimed, report.failure, report.summary], ["BUILDER_COMPLETE", null, "no Run-Commands"]);
  });

  it("runs a fixer's own commands, and is blocked without any", async () => {
    assert.equal(
      (await rig.report(stage("fixer", "FIXER_COMPLETE", { fixCommands: ["true"], runCommands: ["false"] }))).claimed,
      "FIXER_COMPLETE",
    );
    const without = await rig.report(stage("fixer", "FIXER_COMPLETE"));
    assert.deepEqual([without.claimed, without.failure], ["BLOCKED", null]);
  });

  it("passes stages that verify, and the updater, without running anything", async () => {
    const checker = stage("checker", "CHECKER_PASS", { verifies: true, runCommands: ["touch ran"] });
    assert.equal((await rig.report(checker)).claimed, "CHECKER_PASS");
    assert.equal((await rig.report(stage("updater", "UPDATE_COMPLETE"))).claimed, "UPDATE_COMPLETE");
    assert.equal(rig.exists(checker, "stdout.txt"), false);
  });

  it("says that it cannot reason", async () => {
    for (const name of ["troubleshooter", "consultant", "planner", "arbiter", "a-stage-of-my-own"]) {
      const report = await rig.report(stage(name, "X_COMPLETE", { runCommands: ["true"] }));
      assert.equal(report.claimed, "BLOCKED");
      assert.equal(report.detail, `shell cannot reason, as stage "${name}" has to`);
    }
  });

  it("reports a command that was killed as blocked, with the signal", async () => {
    const report = await rig.report(shell({ runCommands: ["kill -9 $$"] }));
    assert.deepEqual([report.claimed, report.detail], ["BLOCKED", 'command "kill -9 $$": ended by SIGKILL']);
  });
});
