import { z } from "zod";
import { prose } from "../common.ts";
import { defineEvent } from "../define-event.ts";
import { publishMove } from "../publish-move.ts";

/** What became of a commit in the staging worktree. */
export const publishCommitted = defineEvent({
  type: "publish.committed",
  version: 1,
  summary: "What became of a commit in the staging worktree",
  data: z.object({
    ...publishMove,
    outcome: z.enum(["committed", "unchanged", "refused"]),
    commit: z.string().nullable(),
    tree: z.string(),
    branch: z.string(),
    detail: prose,
  }),
});
