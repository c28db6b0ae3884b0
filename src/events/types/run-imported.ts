import { z } from "zod";
import { count, prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A run of an older Millrace, of which this log has one line; its directory has the rest. */
export const runImported = defineEvent({
  type: "run.imported",
  version: 1,
  summary: "A run of an older Millrace, of which this log has one line; its directory has the rest",
  data: z.object({
    line: z.string(),
    loop: z.string(),
    outcome: z.enum(["done", "blocked", "handoff", "cancelled"]),
    reason: prose,
    stages: count,
    started: z.string(),
    millis: count,
    directory: z.string(),
  }),
});
