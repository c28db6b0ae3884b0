import { z } from "zod";
import { hash, prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A plan did not compile; the last good one stays in force. */
export const planRejected = defineEvent({
  type: "plan.rejected",
  version: 1,
  summary: "A plan did not compile; the last good one stays in force",
  data: z.object({
    mode: z.string(),
    problems: z.array(z.object({ code: z.string(), path: z.string(), message: prose })),
    kept: hash.nullable(),
  }),
  critical: false,
});
