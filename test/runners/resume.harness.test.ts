import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { StageReport } from "../../src/runners/contract/stage-report.ts";
import type { Turn } from "../support/model-server/turn.ts";
import type { HarnessBench } from "./harness-contract.ts";
import { acpBench } from "./support/acp.ts";
import { claudeBench } from "./support/claude.ts";
import { codexBench } from "./support/codex.ts";
import { harnessProgram } from "./support/harness-program.ts";
import { piBench } from "./support/pi.ts";
import { eventually, newRig, type Rig } from "./support/rig.ts";

const say = (text: string): Turn => ({ type: "say", text });

const harnesses = [
  { name: "codex_cli", program: harnessProgram("codex"), open: codexBench, counts: "session" },
  { name: "claude_code", program: harnessProgram("claude"), open: claudeBench, counts: "attempt" },
  { name: "pi_rpc", program: harnessProgram("pi"), open: piBench, counts: "session" },
  { name: "acp", program: harnessProgram("acp"), open: acpBench, counts: "attempt" },
] as const;

for (const { name, program, open, counts } of harnesses) {
  describe(`a session that is gone on with: ${name}`, { ignore: program === null }, () => {
    let bench: HarnessBench | null = null;
    let rig: Rig;
    beforeEach(async () => {
      rig = newRig();
      bench ??= await open(program ?? "");
    });
    afterEach(() => rig.end());
    afterAll(() => bench?.close());

    const meets = (...turns: Turn[]) => bench?.meets(...turns) ?? {};
    const asked = (): string => JSON.stringify(bench?.model.asked.at(-1));
    const resumed = (report: StageReport, prompt: string, ...turns: Turn[]) =>
      rig.report(
        rig.stage(
          { ...meets(...turns), resume: { session: report.session ?? "", attempt: "r1.1.1", usage: report.sessionUsage ?? null } },
          prompt,
        ),
      );

    it("has what was said before in view, and counts only what the attempt itself used", async () => {
      const first = await rig.report(
        rig.stage(meets({ type: "run", command: "echo one" }, say("The word is heron.")), "Remember the word.\n"),
      );
      assert.match(first.session ?? "", /^[\w-]{20,}$/);
      assert.deepEqual(first.usage?.input, 200);
      const second = await resumed(first, "Go on.\n", say("### BUILDER_COMPLETE"));
      assert.deepEqual([second.claimed, second.failure, second.session], ["BUILDER_COMPLETE", null, first.session], second.detail);
      assert.ok(asked().includes("Remember the word.") && asked().includes("The word is heron.") && asked().includes("Go on."));
      assert.deepEqual([second.usage?.input, second.usage?.output], [100, 10]);
      const third = await resumed(second, "And on.\n", say("### BLOCKED"));
      assert.deepEqual([third.usage?.input, third.sessionUsage?.input ?? null], [100, counts === "session" ? 400 : null]);
    });

    it("is told by a program that was killed with its supervisor, and can be gone on with", async () => {
      const met = meets({ type: "run", command: "echo half > half.txt; sleep 60" });
      const order = rig.stage(met, "Remember the word heron.\n");
      const started = await rig.dispatch.start(order);
      assert.ok(started.type === "started");
      assert.ok(await eventually(() => fs.existsSync(join(rig.root, "half.txt")), 20_000));
      // The program writes down by and by what was said: one that was killed before does not know its own session.
      assert.ok(await eventually(() => holds(met.env?.set?.HOME ?? assert.fail("no home"), "Remember the word heron."), 20_000));
      process.kill(started.identity.pid, "SIGKILL");
      const end = await rig.dispatch.ended(order);
      assert.ok(end.type === "gone");
      assert.match(end.session ?? "", /^[\w-]{20,}$/);
      const resume = { session: end.session ?? "", attempt: order.attempt, usage: end.sessionUsage ?? null };
      const report = await rig.report(rig.stage({ ...meets(say("### BUILDER_COMPLETE")), resume }, "Go on.\n"));
      assert.deepEqual([report.claimed, report.session], ["BUILDER_COMPLETE", end.session], report.detail);
      assert.ok(asked().includes("Remember the word heron."), "what was asked before is in view");
      // claude leaves out a call that had no result: what it did is told by the prompt of a further attempt.
      assert.equal(asked().includes("half.txt"), counts === "session");
    });

    it("is called unknown where the harness does not have it", async () => {
      const resume = { session: "0199a213-81c0-7800-8aa1-bbab2a035a53", attempt: "r1.1.1", usage: null };
      const report = await rig.report(rig.stage({ ...meets(say("### BUILDER_COMPLETE")), resume }));
      assert.deepEqual([report.claimed, report.failure], [null, "session_unknown"], report.detail);
      assert.notEqual(report.detail, "");
    });
  });
}

/** Whether a file below the directory holds the text. */
function holds(directory: string, text: string): boolean {
  return fs.readdirSync(directory, { recursive: true, withFileTypes: true }).some((entry) => {
    const path = join(entry.parentPath, entry.name);
    // What the program has removed since holds nothing.
    return entry.isFile() && fs.existsSync(path) && fs.readFileSync(path).includes(text);
  });
}
