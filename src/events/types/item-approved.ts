import { z } from "zod";
import { prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** An operator agreed to the commands that an agent wrote into a work item. */
export const itemApproved = defineEvent({
  type: "item.approved",
  version: 1,
  summary: "An operator agreed to the commands that an agent wrote into a work item",
  data: z.object({ commands: z.array(prose), reason: prose.nullable() }),
});
