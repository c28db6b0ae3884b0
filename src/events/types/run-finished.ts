import { z } from "zod";
import { count, counters, prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A run reached its end. */
export const runFinished = defineEvent({
  type: "run.finished",
  version: 1,
  summary: "A run reached its end",
  data: z.object({
    outcome: z.enum(["done", "blocked", "handoff", "cancelled"]),
    reason: prose,
    detail: prose,
    counters,
    attempts: count,
    millis: count,
  }),
});
