import { z } from "zod";
import { count, failureClass, prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** An attempt ended without a result and was accounted for; its visit is due again. */
export const attemptLost = defineEvent({
  type: "attempt.lost",
  version: 1,
  summary: "An attempt ended without a result and was accounted for; its visit is due again",
  data: z.object({ failure: failureClass, detail: prose, millis: count }),
});
