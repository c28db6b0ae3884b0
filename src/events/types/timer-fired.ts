import { z } from "zod";
import { count } from "../common.ts";

import { defineEvent } from "../define-event.ts";

/** A timer came due. */
export const timerFired = defineEvent({
  type: "timer.fired",
  version: 1,
  summary: "A timer came due",
  data: z.object({ timer: z.string(), late: count }),
});
