import { z } from "zod";
import { hash } from "../common.ts";
import { defineEvent } from "../define-event.ts";
import { publishHolder, publishMove } from "../publish-move.ts";

/** The intent to bring the staging worktree up to the workspace; exactly one publish.synced follows. */
export const publishSyncing = defineEvent({
  type: "publish.syncing",
  version: 1,
  summary: "The intent to bring the staging worktree up to the workspace; exactly one publish.synced follows",
  data: z.object({ ...publishMove, holder: publishHolder, staging: z.string(), manifest: z.object({ file: z.string(), hash }) }),
});
