import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { Sandbox } from "../../../src/plan/sandbox/sandbox.ts";
import { runnerFacts } from "../../../src/plan/stages/runner-facts.ts";
import type { Turn } from "../../support/model-server/turn.ts";
import type { HarnessBench } from "../harness-contract.ts";
import { claudeBench } from "../support/claude.ts";
import { codexBench } from "../support/codex.ts";
import { harnessProgram } from "../support/harness-program.ts";
import { piBench } from "../support/pi.ts";
import { newRig, type Rig } from "../support/rig.ts";
import { makeOutside } from "./outside.ts";
import { sandboxHere } from "./sandbox-here.ts";

const say = (text: string): Turn => ({ type: "say", text });

const harnesses: readonly [runner: string, program: string | null, open: (program: string) => Promise<HarnessBench>][] = [
  ["codex_cli", harnessProgram("codex"), codexBench],
  ["claude_code", harnessProgram("claude"), claudeBench],
  ["pi_rpc", harnessProgram("pi"), piBench],
];

for (const [runner, program, open] of harnesses) {
  describe(`the real ${runner} in a sandbox`, { ignore: program === null || !sandboxHere() }, () => {
    let bench: HarnessBench | null = null;
    let rig: Rig;
    beforeEach(() => {
      rig = newRig();
    });
    afterEach(() => rig.end());
    afterAll(() => bench?.close());
    const begun = async (): Promise<HarnessBench> => {
      bench ??= await open(program ?? "");
      return bench;
    };

    for (const how of ["all", "hosts"] as const)
      it(`works with its own tools, reaches its model with network ${how}, and writes nothing else`, async () => {
        const made = await begun();
        const outside = makeOutside();
        try {
          const leave = `printf '%s' '{"schema":"millrace.stage-result.v1","terminal":"BUILDER_COMPLETE"}' > "$MILLRACE_RESULT"`;
          const command = `echo hello > made.txt; echo x > ${outside}/x; echo x > millrace-agents/x; ${leave}`;
          const server = new URL(made.model.script());
          const network: Sandbox["network"] = how === "all" ? "all" : [server.host];
          const homes = [...(runnerFacts[runner]?.harness?.homes ?? [])];
          const order = rig.stage({
            ...made.meets({ type: "run", command }, say("Done.")),
            sandbox: { workspace: "write", write: [], hide: [], network, homes },
          });
          const report = await rig.report(order);
          assert.deepEqual(
            [report.claimed, report.failure],
            ["BUILDER_COMPLETE", null],
            `${report.detail}\n${rig.read(order, "stderr.txt")}\n${rig.read(order, "stdout.txt").slice(-3000)}`,
          );
          assert.equal(fs.readFileSync(join(rig.root, "made.txt"), "utf8"), "hello\n");
          assert.deepEqual(fs.readdirSync(outside), []);
          assert.ok(!fs.existsSync(join(rig.root, "millrace-agents/x")));
        } finally {
          fs.rmSync(outside, { recursive: true });
        }
      });

    if (runner !== "codex_cli") return;
    it("keeps its own sandbox within ours", async () => {
      const made = await begun();
      // codex puts no helpers of its sandbox into a home under /tmp.
      const home = makeOutside();
      try {
        const leave = `printf '%s' '{"schema":"millrace.stage-result.v1","terminal":"BUILDER_COMPLETE"}' > "$MILLRACE_RESULT"`;
        const given = made.meets({ type: "run", command: `echo hello > made.txt; echo x > ${home}/x; ${leave}` }, say("Done."));
        const order = rig.stage({
          ...given,
          runner: {
            ...given.runner,
            name: runner,
            argv: given.runner?.argv ?? [],
            model: given.runner?.model ?? null,
            permission: "basic",
          },
          env: { allow: [], set: { ...given.env?.set, CODEX_HOME: home } },
          sandbox: { workspace: "write", write: [], hide: [], network: "all", homes: [{ variable: "CODEX_HOME", otherwise: "~/.codex" }] },
        });
        const report = await rig.report(order);
        assert.deepEqual([report.claimed, report.failure], ["BUILDER_COMPLETE", null], rig.read(order, "stdout.txt").slice(-2000));
        assert.ok(fs.existsSync(join(rig.root, "made.txt")) && !fs.existsSync(join(home, "x")));
      } finally {
        fs.rmSync(home, { recursive: true });
      }
    });
  });
}
