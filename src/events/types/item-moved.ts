import { z } from "zod";

import { prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** The machine of a work item moved. */
export const itemMoved = defineEvent({
  type: "item.moved",
  version: 1,
  summary: "The machine of a work item moved",
  data: z.object({ event: z.string(), from: z.string(), to: z.string(), reason: prose.nullable(), resetCounters: z.boolean() }),
});
