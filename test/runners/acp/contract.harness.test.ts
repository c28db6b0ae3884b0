import { acpBench } from "../support/acp.ts";
import { contractOf } from "../support/contract-of.ts";
import { harnessProgram } from "../support/harness-program.ts";

await contractOf("acp", harnessProgram("acp"), acpBench, { stays: true });
