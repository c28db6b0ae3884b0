import { z } from "zod";
import { defineEvent } from "../define-event.ts";

/** An operator gave a queued item another place in the queue. Its document stays as it is. */
export const itemPlaced = defineEvent({
  type: "item.placed",
  version: 1,
  summary: "An operator gave a queued item another place in the queue",
  data: z.object({
    priority: z.number().int(),
    /** Place among those of equal priority, lower first; may have a fraction. */
    order: z.number(),
  }),
});
