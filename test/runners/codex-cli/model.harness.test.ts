import { harnessContract } from "../harness-contract.ts";
import { codexBench } from "../support/codex.ts";
import { harnessProgram } from "../support/harness-program.ts";

const program = harnessProgram("codex");

harnessContract({
  name: "codex_cli",
  open: program === null ? null : () => codexBench(program),
  usage: { input: 200, cached: 80, output: 20, reasoning: 8, costUsd: null },
  silent: "stall",
  // Its stream does not show a refusal: all that is seen is that the agent said nothing.
  refuses: "terminal_missing",
  answers: (answer) => ({ type: "say", text: JSON.stringify(answer) }),
});
