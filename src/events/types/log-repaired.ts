import { z } from "zod";
import { count, prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** Torn bytes after the last whole batch were moved aside. */
export const logRepaired = defineEvent({
  type: "log.repaired",
  version: 1,
  summary: "Torn bytes after the last whole batch were moved aside",
  data: z.object({ bytes: count, moved: z.string(), reason: prose }),
});
