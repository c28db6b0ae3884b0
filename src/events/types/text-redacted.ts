import { z } from "zod";
import { hash, prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A text that plans name by its hash (a prompt, a skill, a plan itself) was taken out of the log. */
export const textRedacted = defineEvent({
  type: "text.redacted",
  version: 1,
  summary: "A text that plans name by its hash was taken out of the log",
  data: z.object({ blob: hash, reason: prose.nullable() }),
});
