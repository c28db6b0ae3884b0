import { harnessContract } from "../harness-contract.ts";
import { harnessProgram } from "../support/harness-program.ts";
import { piBench } from "../support/pi.ts";

const program = harnessProgram("pi");

harnessContract({
  name: "pi_rpc",
  open: program === null ? null : () => piBench(program),
  usage: { input: 200, cached: 80, output: 20, reasoning: 0, costUsd: null },
  // Of itself it waits for minutes: the time limit of the stage ends it.
  silent: "timeout",
  refuses: "refusal",
});
