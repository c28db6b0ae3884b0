import { z } from "zod";

import { proseValue } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** How a command ended that changed nothing: refused, or nothing to change. */
export const commandSettled = defineEvent({
  type: "command.settled",
  version: 1,
  summary: "How a command ended that changed nothing: refused, or nothing to change",
  data: z.object({ status: z.enum(["applied", "rejected"]), code: z.string().nullable(), values: z.record(z.string(), proseValue) }),
  critical: false,
});
