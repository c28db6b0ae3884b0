import { SPAN_KINDS } from "../../engine/inspect/span.ts";
import type { Zod } from "../define-operation.ts";

/** The stretches of a run's time. */
export const timelineSchema = (z: Zod) => ({
  from: z.string().nullable(),
  to: z.string().nullable(),
  millis: z.number(),
  totals: z.array(z.object({ kind: z.enum(SPAN_KINDS), millis: z.number() })),
  spans: z.array(
    z.object({
      kind: z.enum(SPAN_KINDS).describe("What was waited for, or who was at work"),
      what: z.string(),
      stage: z.string().nullable(),
      seq: z.number().describe("Of the event with which it began"),
      from: z.string(),
      after: z.number().describe("Milliseconds since the first span began"),
      millis: z.number(),
    }),
  ),
});
