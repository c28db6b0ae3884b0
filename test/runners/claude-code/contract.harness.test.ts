import { claudeBench } from "../support/claude.ts";
import { contractOf } from "../support/contract-of.ts";
import { harnessProgram } from "../support/harness-program.ts";

await contractOf("claude_code", harnessProgram("claude"), claudeBench);
