import { z } from "zod";

import { defineEvent } from "../define-event.ts";

/** A sync mark: everything before it is durable. */
export const logMarked = defineEvent({
  type: "log.marked",
  version: 1,
  summary: "A sync mark: everything before it is durable",
  data: z.object({}),
  critical: false,
});
