import { type EventNames, runtimeMachine, type StateNames } from "./step.ts";

/**
 * The way of a staging worktree to its remote: each step is an intent and one outcome. What fails before the world changed
 * leads back to where it began; an approval is no step, but is told to what comes after it; a push whose outcome nobody knows waits for the remote to be read.
 */
export const publishStates = {
  idle: { on: { SYNC_INTENDED: "syncing", READY: "ready", NOT_READY: "refused" } },
  syncing: { on: { SYNCED: "staged", SYNC_UNDONE: "idle" } },
  staged: { on: { SYNC_INTENDED: "syncing", READY: "ready", NOT_READY: "refused" } },
  refused: { on: { SYNC_INTENDED: "syncing", READY: "ready", NOT_READY: "refused", APPROVED: "refused" } },
  ready: { on: { SYNC_INTENDED: "syncing", READY: "ready", NOT_READY: "refused", APPROVED: "ready", COMMIT_INTENDED: "committing" } },
  committing: { on: { COMMITTED: "committed", COMMIT_REFUSED: "staged" } },
  committed: {
    on: { SYNC_INTENDED: "syncing", READY: "ready", NOT_READY: "refused", PUSH_INTENDED: "pushing", TAG_INTENDED: "tagging" },
  },
  pushing: { on: { PUSHED: "published", PUSH_REFUSED: "committed", PUSH_UNKNOWN: "unsettled" } },
  unsettled: { on: { PUSHED: "published", PUSH_REFUSED: "committed", PUSH_UNKNOWN: "unsettled" } },
  published: {
    on: { SYNC_INTENDED: "syncing", READY: "ready", NOT_READY: "refused", PUSH_INTENDED: "pushing", TAG_INTENDED: "taggingPublished" },
  },
  tagging: { on: { TAGGED: "committed", TAG_REFUSED: "committed" } },
  taggingPublished: { on: { TAGGED: "published", TAG_REFUSED: "published" } },
} as const;

export type PublishPhase = StateNames<typeof publishStates>;
export type PublishEvent = EventNames<typeof publishStates>;

export const publishMachine = runtimeMachine("runtime.publish", "idle", publishStates);
