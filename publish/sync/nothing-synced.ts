import type { SyncOutcome } from "./journal.ts";

/** What is told of a sync that was given up: the worktree is as it was. */
export const nothingSynced: SyncOutcome = { source: null, listing: null, files: 0, added: 0, modified: 0, deleted: 0, salvaged: null };
