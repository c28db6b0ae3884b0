import { codexBench } from "../support/codex.ts";
import { contractOf } from "../support/contract-of.ts";
import { harnessProgram } from "../support/harness-program.ts";

await contractOf("codex_cli", harnessProgram("codex"), codexBench);
