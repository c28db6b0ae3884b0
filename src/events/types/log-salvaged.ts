import { z } from "zod";
import { count, prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A corrupt log was salvaged into this one; the old one is kept. */
export const logSalvaged = defineEvent({
  type: "log.salvaged",
  version: 1,
  summary: "A corrupt log was salvaged into this one; the old one is kept",
  data: z.object({ from: z.string(), lastGood: count, lost: count, reason: prose }),
});
