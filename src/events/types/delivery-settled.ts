import { z } from "zod";

import { prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** What became of a delivery. */
export const deliverySettled = defineEvent({
  type: "delivery.settled",
  version: 1,
  summary: "What became of a delivery",
  data: z.object({
    outcome: z.enum(["committed", "unchanged", "left", "failed", "unknown"]),
    commit: z.string().nullable(),
    detail: prose,
  }),
});
