import { z } from "zod";
import { count, hash } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/**
 * What is old was moved to an archive. `throughSeq` is the last event that was moved, `hash` that of its line: what remains may
 * begin after it. 0 and zeros while the log begins with event 1.
 */
export const logPruned = defineEvent({
  type: "log.pruned",
  version: 1,
  summary: "The beginning of the log, or files beside it, were moved to an archive",
  data: z.object({
    throughSeq: count,
    hash,
    /** The state as of `throughSeq`, and the texts of documents that only the archive has otherwise: blobs. */
    checkpoint: hash.nullable(),
    documents: hash.nullable(),
    /** `manifest` is the SHA-256 of the archive's manifest, and a blob: it says what was moved. */
    archive: z.object({ name: z.string(), manifest: hash }),
    segments: count,
    events: count,
    blobs: count,
    runs: count,
    receipts: count,
    refs: count,
    bytes: count,
  }),
});
