import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { HarnessBench } from "../../../runners/harness-contract.ts";
import { claudeBench } from "../../../runners/support/claude.ts";
import { codexBench } from "../../../runners/support/codex.ts";
import { harnessConfig } from "../../../runners/support/harness-config.ts";
import { harnessProgram } from "../../../runners/support/harness-program.ts";
import { piBench } from "../../../runners/support/pi.ts";
import type { Turn } from "../../../support/model-server/turn.ts";
import { type TestWorkspace, testWorkspace } from "../../support/test-workspace.ts";

interface Told {
  code: string;
  level: string;
  what: string;
  command: string | null;
}

const harnesses = [
  { mode: "default_codex", program: harnessProgram("codex"), open: codexBench, logIn: "codex login" },
  { mode: "default_claude", program: harnessProgram("claude"), open: claudeBench, logIn: "claude auth login" },
  { mode: "default_pi", program: harnessProgram("pi"), open: piBench, logIn: "pi # and there /login" },
];

for (const { mode, program, open, logIn } of harnesses) {
  describe(`doctor --probe of mode ${mode}, with the real program`, { ignore: program === null }, () => {
    let workspace: TestWorkspace;
    let bench: HarnessBench;
    beforeEach(async () => {
      workspace = testWorkspace({ SCRIPTED_KEY: "sesame-open-now", ANTHROPIC_API_KEY: "sesame-open-now" });
      await workspace.perform("workspace.init");
      bench = await open(program ?? "");
    });
    afterEach(async () => {
      await bench.close();
      workspace.remove();
    });

    async function probe(...turns: Turn[]): Promise<Told | undefined> {
      writeFileSync(join(workspace.root, "millrace.toml"), harnessConfig(mode, bench.meets(...turns)));
      const { findings } = (await workspace.perform("doctor.probe")) as unknown as { findings: Told[] };
      const models = findings.filter(({ code }) => code === "model");
      assert.equal(models.length, 1);
      return models[0];
    }

    it("asks its one model once, says so before, and leaves nothing", async () => {
      const before = readdirSync(tmpdir()).filter((name) => name.startsWith("millrace-probe-"));
      const told = await probe({ type: "say", text: "### PROBE_OK" });
      assert.deepEqual([told?.level, bench.model.asked.length], ["ok", 1], told?.what ?? "");
      assert.match(told?.what ?? "", /scripted-model" by "\w+" answers \(\d+\.\d s, 110 tokens\)$/);
      const notes = workspace.told.flatMap((one) => (one.type === "note" ? [one.text] : []));
      assert.match(notes.join("\n"), /a real request, .* 60 s at most/);
      assert.deepEqual(
        readdirSync(tmpdir())
          .filter((name) => name.startsWith("millrace-probe-"))
          .filter((name) => !before.includes(name)),
        [],
      );
    });

    it("says of a key that is refused what to type, and of one that chats that it answers", async () => {
      const refused = await probe({ type: "status", status: 401 });
      assert.deepEqual([refused?.level, refused?.command], ["error", logIn], refused?.what ?? "");
      assert.match(refused?.what ?? "", /does not answer: auth: /);
      const chatty = await probe({ type: "say", text: "Hello!" });
      assert.deepEqual([chatty?.level, chatty?.command], ["warning", null], chatty?.what ?? "");
    });
  });
}
