import { afterAll, describe, it } from "@std/testing/bdd";
import { type RunnerUnderContract, runnerContract } from "../contract.ts";
import type { HarnessBench } from "../harness-contract.ts";

/** The contract of all runners for one harness, with its real program; null where that is not installed. */
export async function contractOf(
  name: string,
  program: string | null,
  open: (program: string) => Promise<HarnessBench>,
  more: Pick<RunnerUnderContract, "stays"> = {},
): Promise<void> {
  if (program === null) {
    describe(`runner contract: ${name}`, () => {
      it.skip(`needs the pinned program of ${name}: npm ci --ignore-scripts in test/harness`, () => undefined);
    });
    return;
  }
  const bench = await open(program);
  afterAll(() => bench.close());
  const say = (text: string) => ({ type: "say", text }) as const;
  runnerContract({
    name,
    ...more,
    succeeds: bench.meets(say("All done.\n### BUILDER_COMPLETE")),
    blocks: bench.meets(say("There is no way in.\n### BLOCKED")),
    hangs: bench.meets({ type: "run", command: "sleep 300" }),
    floods: bench.meets(say("x".repeat(300_000))),
    leaves: bench.meets({ type: "run", command: "setsid sleep 300 > /dev/null 2>&1 &" }, say("### BUILDER_COMPLETE")),
    leaks: bench.meets(say("The key is sesame-open-now.\n### BUILDER_COMPLETE")),
  });
}
