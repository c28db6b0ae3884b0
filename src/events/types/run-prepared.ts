import { z } from "zod";
import { evidence, tree } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** The required checks ran on the tree before the first stage. */
export const runPrepared = defineEvent({
  type: "run.prepared",
  version: 1,
  summary: "The required checks ran on the tree before the first stage",
  data: z.object({ tree: tree.nullable(), baseline: z.array(evidence) }),
});
