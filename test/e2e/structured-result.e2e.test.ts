import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { HarnessBench } from "../runners/harness-contract.ts";
import { claudeBench } from "../runners/support/claude.ts";
import { codexBench } from "../runners/support/codex.ts";
import { harnessConfig } from "../runners/support/harness-config.ts";
import { harnessProgram } from "../runners/support/harness-program.ts";
import { inWorkspace } from "../support/e2e/workspace.ts";
import type { Turn } from "../support/model-server/turn.ts";

interface Shown {
  provenance: Record<string, string>;
  stages: { stage: string; structuredResult: boolean }[];
}

interface Driven {
  mode: string;
  program: string | null;
  open: (program: string) => Promise<HarnessBench>;
  handIn: (answer: object) => Turn;
}

const harnesses: readonly Driven[] = [
  {
    mode: "default_codex",
    program: harnessProgram("codex"),
    open: codexBench,
    handIn: (answer) => ({ type: "say", text: JSON.stringify(answer) }),
  },
  {
    mode: "default_claude",
    program: harnessProgram("claude"),
    open: claudeBench,
    handIn: (input) => ({ type: "use", tool: "StructuredOutput", input }),
  },
];

for (const { mode, program, open, handIn } of harnesses) {
  describe(`structured_result in mode ${mode}, with the real program`, { ignore: program === null }, () => {
    it("moves a run by the answers that the harness asks for, and shows their words", async () => {
      const bench = await open(program ?? "");
      const course: Turn[] = [
        { type: "run", command: "echo right > out.txt" },
        handIn({ terminal: "BUILDER_COMPLETE", summary: "Wrote it." }),
        handIn({ terminal: "CHECKER_PASS", summary: "Read it." }),
        handIn({ terminal: "UPDATE_COMPLETE", summary: "Nothing to update." }),
      ];
      const config = harnessConfig(mode, bench.meets(...course)).replace("[stage_defaults]", "[stage_defaults]\nstructured_result = true");
      try {
        await inWorkspace({ config }, async (workspace) => {
          const env = { SCRIPTED_KEY: "none", ANTHROPIC_API_KEY: "none" };
          const { provenance, stages } = await workspace.json<Shown>(["compile", "show"]);
          assert.ok(stages.find(({ stage }) => stage === "builder")?.structuredResult);
          assert.match(provenance['stages."execution.standard/builder".structured_result'] ?? "", /^millrace\.toml:\d+$/);
          await workspace.must(["add-task", "Write it", "--id", "t", "--check", "grep -q right out.txt"]);
          await workspace.must(["start", "--once"], { env, timeout: 90_000 });
          const ended = workspace.events().filter(({ type }) => type === "attempt.ended");
          assert.deepEqual(
            ended.map(({ data }) => [data.failure ?? data.claimed, data.summary]),
            [
              ["BUILDER_COMPLETE", "Wrote it."],
              ["CHECKER_PASS", "Read it."],
              ["UPDATE_COMPLETE", "Nothing to update."],
            ],
          );
          const [asked] = bench.model.asked;
          assert.match(JSON.stringify(asked), /Your final answer is held to a form/);
          const { out } = await workspace.must(["runs", "tail", "t-1"]);
          assert.match(out, /\nNothing to update\.\n\n {2}result {3}UPDATE_COMPLETE\n/);
          assert.doesNotMatch(out, /"terminal"/);
        });
      } finally {
        await bench.close();
      }
    });
  });
}
