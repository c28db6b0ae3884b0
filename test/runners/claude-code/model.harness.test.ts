import { harnessContract } from "../harness-contract.ts";
import { claudeBench } from "../support/claude.ts";
import { harnessProgram } from "../support/harness-program.ts";

const program = harnessProgram("claude");

harnessContract({
  name: "claude_code",
  open: program === null ? null : () => claudeBench(program),
  usage: { input: 200, cached: 80, output: 20, reasoning: 0, costUsd: null },
  // Of itself it waits for minutes: the time limit of the stage ends it.
  silent: "timeout",
  refuses: "refusal",
  // It ends a few seconds after its last word, also where a busy machine has not read all of it yet.
  longest: 200,
  answers: (answer) => ({ type: "use", tool: "StructuredOutput", input: answer }),
});
