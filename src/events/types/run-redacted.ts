import { z } from "zod";
import { hash, prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A text was overwritten in files that a run had left; the log names them by hash elsewhere. */
export const runRedacted = defineEvent({
  type: "run.redacted",
  version: 1,
  critical: false,
  summary: "A text was overwritten in files that a run had left",
  data: z.object({
    /** Paths relative to the workspace, with their hash before and after. */
    files: z.array(z.object({ path: z.string(), from: hash, to: hash })),
    reason: prose.nullable(),
  }),
});
