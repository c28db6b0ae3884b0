import { contractOf } from "../support/contract-of.ts";
import { harnessProgram } from "../support/harness-program.ts";
import { piBench } from "../support/pi.ts";

await contractOf("pi_rpc", harnessProgram("pi"), piBench);
