import { z } from "zod";
import { hash } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A plan was compiled and is what new runs pin. */
export const planCompiled = defineEvent({
  type: "plan.compiled",
  version: 1,
  summary: "A plan was compiled and is what new runs pin",
  data: z.object({
    plan: hash,
    mode: z.string(),
    loops: z.record(z.string(), z.string()),
    /** The mode that chose this one among others; absent where it was named. */
    chosenBy: z.string().optional(),
  }),
});
