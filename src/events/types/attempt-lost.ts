import { z } from "zod";
import { conversation, count, failureClass, prose, usage } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** An attempt ended without a result and was accounted for; its visit is due again. */
export const attemptLost = defineEvent({
  type: "attempt.lost",
  version: 1,
  summary: "An attempt ended without a result and was accounted for; its visit is due again",
  data: z.object({
    failure: failureClass,
    detail: prose,
    millis: count,
    /** What it had used until then, as far as that is known; absent in older logs. */
    usage: usage.nullable().optional(),
    ...conversation,
  }),
});
