import { z } from "zod";
import { count, evidence, tree } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** The runtime ran the required checks at a verdict stage. */
export const runVerified = defineEvent({
  type: "run.verified",
  version: 1,
  summary: "The runtime ran the required checks at a verdict stage",
  data: z.object({ visit: count, tree: tree.nullable(), evidence: z.array(evidence) }),
});
