import { z } from "zod";
import { context, count, failureClass, terminal } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A legal effective terminal ended the loop of a run. */
export const runConcluded = defineEvent({
  type: "run.concluded",
  version: 1,
  summary: "A legal effective terminal ended the loop of a run",
  data: z.object({
    visit: count,
    from: z.string(),
    claimed: terminal.nullable(),
    effective: terminal,
    failure: failureClass.nullable(),
    final: z.string(),
    outcome: z.enum(["done", "blocked", "handoff"]),
    reason: z.string(),
    context,
  }),
});
