import { harnessContract } from "../harness-contract.ts";
import { acpBench } from "../support/acp.ts";
import { harnessProgram } from "../support/harness-program.ts";

const program = harnessProgram("acp");

harnessContract({
  name: "acp",
  open: program === null ? null : () => acpBench(program),
  usage: { input: 200, cached: 80, output: 20, reasoning: 0, costUsd: null },
  // Of itself it waits for minutes: the time limit of the stage ends it.
  silent: "timeout",
  refuses: "refusal",
  // The agent lives on, and says that its claude is gone.
  dies: "transport",
  effort: false,
  // This agent tells what it used when its turn is over, and no sooner.
  live: false,
});
