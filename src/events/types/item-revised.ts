import { z } from "zod";
import { hash, prose, workFields } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A queued or blocked item got a new revision of its document. */
export const itemRevised = defineEvent({
  type: "item.revised",
  version: 1,
  summary: "A queued or blocked item got a new revision of its document",
  data: z.object({
    revision: hash,
    document: prose,
    fields: workFields,
    /** Commands of an agent that still wait for approval; none when absent. */
    held: z.array(prose).optional(),
  }),
});
