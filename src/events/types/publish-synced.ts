import { z } from "zod";
import { count, hash, tree } from "../common.ts";
import { defineEvent } from "../define-event.ts";
import { publishMove } from "../publish-move.ts";

/** What became of a sync of the staging worktree: from which tree of the workspace, and what the manifest owns there now. */
export const publishSynced = defineEvent({
  type: "publish.synced",
  version: 1,
  summary: "What became of a sync of the staging worktree: from which tree of the workspace, and what the manifest owns there now",
  data: z.object({
    ...publishMove,
    source: tree.nullable(),
    listing: hash.nullable(),
    files: count,
    added: count,
    modified: count,
    deleted: count,
    salvaged: z.string().nullable(),
  }),
});
