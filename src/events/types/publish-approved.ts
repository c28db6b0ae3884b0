import { z } from "zod";
import { defineEvent } from "../define-event.ts";
import { publishMove } from "../publish-move.ts";

/** A person agreed to the publication of the tree that a preflight saw, on the base and the branch that it saw. */
export const publishApproved = defineEvent({
  type: "publish.approved",
  version: 1,
  summary: "A person agreed to the publication of the tree that a preflight saw, on the base and the branch that it saw",
  data: z.object({ ...publishMove, tree: z.string(), base: z.string().nullable(), branch: z.string().nullable() }),
});
