import { z } from "zod";
import { hash, itemKind, prose, workFields } from "../common.ts";
import { defineEvent } from "../define-event.ts";

/** A work item entered its queue. */
export const itemAdded = defineEvent({
  type: "item.added",
  version: 1,
  summary: "A work item entered its queue",
  data: z.object({ kind: itemKind, revision: hash, document: prose, fields: workFields, held: z.array(prose) }),
});
