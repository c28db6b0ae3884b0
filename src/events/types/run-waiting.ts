import { z } from "zod";
import { count } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A run waits before its visit is tried again. */
export const runWaiting = defineEvent({
  type: "run.waiting",
  version: 1,
  summary: "A run waits before its visit is tried again",
  data: z.object({ timer: z.string(), dueAt: z.number(), after: count, reason: z.string() }),
});
