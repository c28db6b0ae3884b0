import type { EventData } from "../../src/events/event.ts";
import type { ProcessIdentity } from "../../src/kernel/ports/proc.ts";

/** What a sync came to, as its event tells it. */
export type SyncOutcome = Omit<EventData<"publish.synced">, "from" | "event" | "to">;

/** What a sync writes beside the staging worktree before it touches it, so that whoever comes after a crash can end it. */
export interface SyncJournal {
  v: 1;
  holder: ProcessIdentity;
  /** Null until the new tree is whole; from then on the sync is carried through. */
  swap: {
    /** Of the directory that is the worktree before the swap. */
    oldInode: string;
    newInode: string;
    /** Files of the old tree that do not live on in the new one. */
    drop: readonly string[];
    /** Those of them that are kept, and where: an absolute directory. */
    salvage: { paths: readonly string[]; into: string };
    /** What is told once the new tree stands: as the event has it. */
    outcome: SyncOutcome;
  } | null;
}

/** The places beside the staging worktree that a sync uses. */
export const besides = (staging: string) => ({
  journal: `${staging}.sync.json`,
  next: `${staging}.next`,
  old: `${staging}.old`,
});
