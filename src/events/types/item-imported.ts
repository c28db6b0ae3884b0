import { z } from "zod";
import { counters, hash, itemKind, prose, workFields } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A work item of an older Millrace came in, in the phase that it had there. */
export const itemImported = defineEvent({
  type: "item.imported",
  version: 1,
  summary: "A work item of an older Millrace came in, in the phase that it had there",
  data: z.object({
    kind: itemKind,
    revision: hash,
    document: prose,
    fields: workFields,
    held: z.array(prose),
    phase: z.enum(["queued", "blocked", "done", "archived"]),
    reason: prose.nullable(),
    counters,
    /** What it was there: the release line, the file, the id and the phase. */
    from: z.object({ line: z.string(), path: z.string(), id: z.string(), phase: z.string() }),
  }),
});
