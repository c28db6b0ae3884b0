import { z } from "zod";
import { hash } from "../common.ts";
import { defineEvent } from "../define-event.ts";
import { publishHolder, publishMove } from "../publish-move.ts";

/** The intent to commit the tree that a preflight saw; exactly one publish.committed follows. */
export const publishCommitting = defineEvent({
  type: "publish.committing",
  version: 1,
  summary: "The intent to commit the tree that a preflight saw; exactly one publish.committed follows",
  data: z.object({
    ...publishMove,
    holder: publishHolder,
    plan: hash,
    tree: z.string(),
    parent: z.string().nullable(),
    branch: z.string(),
    signed: z.boolean(),
  }),
});
