import { z } from "zod";
import { prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";
import { publishMove } from "../publish-move.ts";

/** What became of a tag. */
export const publishTagged = defineEvent({
  type: "publish.tagged",
  version: 1,
  summary: "What became of a tag",
  data: z.object({
    ...publishMove,
    outcome: z.enum(["tagged", "there-already", "refused"]),
    name: z.string(),
    commit: z.string(),
    oid: z.string().nullable(),
    detail: prose,
  }),
});
