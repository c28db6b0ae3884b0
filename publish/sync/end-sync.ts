import { besides } from "./journal.ts";
import type { StagingDisk } from "./staging-disk.ts";

/** Removes the journal of a sync whose outcome is recorded: nobody needs to end it any more. */
export function endSync(disk: StagingDisk, staging: string): void {
  disk.remove(besides(staging).journal);
}
