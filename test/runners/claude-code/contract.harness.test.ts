import { afterAll, describe, it } from "@std/testing/bdd";
import { runnerContract } from "../contract.ts";
import { claudeBench } from "../support/claude.ts";
import { harnessProgram } from "../support/harness-program.ts";

const program = harnessProgram("claude");

if (program === null) {
  describe("runner contract: claude_code", () => {
    it.skip("needs the pinned claude: npm ci --ignore-scripts in test/harness", () => undefined);
  });
} else {
  const bench = await claudeBench(program);
  afterAll(() => bench.close());
  const say = (text: string) => ({ type: "say", text }) as const;
  runnerContract({
    name: "claude_code",
    succeeds: bench.meets(say("All done.\n### BUILDER_COMPLETE")),
    blocks: bench.meets(say("There is no way in.\n### BLOCKED")),
    hangs: bench.meets({ type: "run", command: "sleep 300" }),
    floods: bench.meets(say("x".repeat(300_000))),
    leaves: bench.meets({ type: "run", command: "setsid sleep 300 > /dev/null 2>&1 &" }, say("### BUILDER_COMPLETE")),
    leaks: bench.meets(say("The key is sesame-open-now.\n### BUILDER_COMPLETE")),
  });
}
