import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import type { StageRunRequest } from "../../src/runners/contract/stage-run-request.ts";
import type { HarnessBench } from "../runners/harness-contract.ts";
import { acpBench } from "../runners/support/acp.ts";
import { claudeBench } from "../runners/support/claude.ts";
import { codexBench } from "../runners/support/codex.ts";
import { harnessConfig } from "../runners/support/harness-config.ts";
import { harnessProgram } from "../runners/support/harness-program.ts";
import { piBench } from "../runners/support/pi.ts";
import { until } from "../support/e2e/until.ts";
import { inWorkspace } from "../support/e2e/workspace.ts";
import type { Turn } from "../support/model-server/turn.ts";

const say = (text: string): Turn => ({ type: "say", text });
const leave = (terminal: string, before: string): Turn => ({
  type: "run",
  command: `${before}; printf '{"schema":"millrace.stage-result.v1","terminal":"${terminal}","summary":"by its own tools"}' > "$MILLRACE_RESULT"`,
});

/** A builder whose service is away at first and whose work is not good enough, and what follows from that. */
const course: readonly Turn[] = [
  { type: "status", status: 503 },
  leave("BUILDER_COMPLETE", "echo wrong > out.txt"),
  say("Built."),
  say("It looks right.\n### CHECKER_PASS"),
  leave("FIXER_COMPLETE", "echo right > out.txt"),
  say("Fixed."),
  say("Now it is right.\n### DOUBLECHECK_PASS"),
  say("Nothing to update.\n### UPDATE_COMPLETE"),
];

interface Driven {
  mode: string;
  program: string | null;
  open: (program: string) => Promise<HarnessBench>;
  /** What of the course the runtime sees of a service that is away for one request: pi's own client asks again. */
  away: readonly string[];
}

const harnesses: readonly Driven[] = [
  { mode: "default_codex", program: harnessProgram("codex"), open: codexBench, away: ["transport"] },
  { mode: "default_claude", program: harnessProgram("claude"), open: claudeBench, away: ["transport"] },
  { mode: "default_pi", program: harnessProgram("pi"), open: piBench, away: [] },
  // No mode names an agent of this kind: the configuration does.
  { mode: "standard_plain", program: harnessProgram("acp"), open: acpBench, away: ["transport"] },
];

for (const { mode, program, open, away } of harnesses) {
  const config = (met: Partial<StageRunRequest>): string => {
    const runner = mode === "standard_plain" ? `[stage_defaults]\nrunner = ${JSON.stringify(met.runner?.name)}` : "[stage_defaults]";
    return harnessConfig(mode, met).replace("[stage_defaults]", runner);
  };
  describe(`mode ${mode}, with the real program`, { ignore: program === null }, () => {
    it("carries a task through execution.standard: a service that is away, work that is refuted, a fix, and evidence", async () => {
      const bench = await open(program ?? "");
      try {
        await inWorkspace({ config: config(bench.meets(...course)) }, async (workspace) => {
          const keys = { SCRIPTED_KEY: "sesame-open-now", ANTHROPIC_API_KEY: "sesame-open-now" };
          await workspace.must(["add-task", "Write it", "--id", "t", "--check", "grep -q right out.txt"]);
          await workspace.must(["start", "--once"], { env: keys, timeout: 90_000 });
          assert.equal((await workspace.json<{ item: { phase: string } }>(["queue", "show", "t"])).item.phase, "done");
          const ended = workspace.events().filter(({ type }) => type === "attempt.ended");
          assert.deepEqual(
            ended.map(({ data }) => data.failure ?? data.claimed),
            [...away, "BUILDER_COMPLETE", "CHECKER_PASS", "FIXER_COMPLETE", "DOUBLECHECK_PASS", "UPDATE_COMPLETE"],
          );
          assert.deepEqual(
            workspace.events().filter(({ type, data }) => type === "run.moved" && data.failure === "check_refuted").length,
            1,
          );
          const usage = ended.map(({ data }) => (data.usage as { input: number } | null)?.input ?? 0);
          assert.deepEqual(usage.slice(away.length), [200, 100, 200, 100, 100]);
          await workspace.must(["replay", "--verify"]);
          for (const name of fs.readdirSync(workspace.root, { recursive: true, encoding: "utf8" })) {
            const path = join(workspace.root, name);
            if (fs.lstatSync(path).isFile()) assert.ok(!fs.readFileSync(path).includes("sesame-open-now"), `${name} holds the key`);
          }
        });
      } finally {
        await bench.close();
      }
    });

    it("goes on after its model fell silent: the attempt is ended for that, and a further one does the work", async () => {
      const bench = await open(program ?? "");
      const turns: Turn[] = [{ type: "stall" }, say("### BUILDER_COMPLETE"), say("### CHECKER_PASS"), say("### UPDATE_COMPLETE")];
      try {
        const silent = config(bench.meets(...turns)).replace("[stage_defaults]", "[stage_defaults]\nstall_seconds = 12");
        await inWorkspace({ config: silent }, async (workspace) => {
          await workspace.must(["add-task", "Write it", "--id", "t", "--check", "true"]);
          await workspace.must(["start", "--once"], { env: { SCRIPTED_KEY: "none", ANTHROPIC_API_KEY: "none" }, timeout: 110_000 });
          const ended = workspace.events().filter(({ type }) => type === "attempt.ended");
          assert.deepEqual(
            ended.map(({ data }) => data.failure ?? data.claimed),
            ["stall", "BUILDER_COMPLETE", "CHECKER_PASS", "UPDATE_COMPLETE"],
            ended.map(({ data }) => data.detail).join("; "),
          );
        });
      } finally {
        await bench.close();
      }
    });

    it("is adopted after a kill -9 of the owner: its work is neither lost nor done twice", async () => {
      const bench = await open(program ?? "");
      const turns = [
        leave("BUILDER_COMPLETE", "echo right >> out.txt; sleep 3"),
        say("Built."),
        say("### CHECKER_PASS"),
        say("### UPDATE_COMPLETE"),
      ];
      try {
        await inWorkspace({ config: config(bench.meets(...turns)) }, async (workspace) => {
          const env = { SCRIPTED_KEY: "none", ANTHROPIC_API_KEY: "none" };
          await workspace.must(["add-task", "Write it", "--id", "t", "--check", 'test "$(cat out.txt)" = right']);
          const owner = workspace.start(["start", "--once"], { env });
          const out = join(workspace.root, "out.txt");
          await until(
            () => `the builder at work: ${owner.err()}`,
            () => fs.existsSync(out),
            60_000,
          );
          owner.child.kill("SIGKILL");
          await owner.ended;
          await workspace.must(["start", "--once"], { env, timeout: 90_000 });
          const of = (wanted: string) => workspace.events().filter(({ type }) => type === wanted);
          assert.deepEqual(
            of("attempt.ended").map(({ data }) => data.failure ?? data.claimed),
            ["BUILDER_COMPLETE", "CHECKER_PASS", "UPDATE_COMPLETE"],
          );
          assert.equal(of("attempt.requested").length, 3);
          assert.equal(fs.readFileSync(out, "utf8"), "right\n");
        });
      } finally {
        await bench.close();
      }
    });
  });
}
