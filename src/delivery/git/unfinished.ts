import { existsSync } from "node:fs";
import { join } from "node:path";

/** What git leaves in its directory while an operation waits for the operator. */
const marks = [
  ["MERGE_HEAD", "merge"],
  ["CHERRY_PICK_HEAD", "cherry-pick"],
  ["REVERT_HEAD", "revert"],
  ["rebase-merge", "rebase"],
  ["rebase-apply", "rebase"],
  ["BISECT_LOG", "bisect"],
  ["sequencer", "sequence of commits"],
] as const;

/** The operation that the operator has begun and not ended, or null. */
export function unfinished(gitDirectory: string): string | null {
  return marks.find(([name]) => existsSync(join(gitDirectory, name)))?.[1] ?? null;
}
