import { z } from "zod";
import { count, hash, prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** The free texts of an event were taken out of the log: a line of the same length and the same hash stands there, and only the one named here may. */
export const logRedacted = defineEvent({
  type: "log.redacted",
  version: 1,
  summary: "The free texts of an event were taken out of the log",
  data: z.object({
    seq: count,
    /** The event's hash, which its stub keeps. */
    hash,
    /** SHA-256 of the stub's bytes, newline excluded. */
    stub: hash,
    /** Where in its data texts were taken out. */
    texts: z.array(z.string()),
    /** Data outside the line: the blob that goes, and the one that stands for it. */
    blob: z.object({ from: hash, to: hash }).nullable(),
    /** The document that it carried: the item, and what stands for it as a revision. */
    document: z.object({ item: z.string(), revision: hash }).nullable(),
    reason: prose.nullable(),
  }),
});
