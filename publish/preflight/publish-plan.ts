import type { FileChange } from "../git/port.ts";
import type { Finding } from "./finding.ts";

/** What a preflight saw and a commit may carry out: exactly this, or nothing. Stored by content; its hash is in the log. */
export interface PublishPlan {
  schema: "millrace.publish-plan.v1";
  /** Relative to the workspace. */
  staging: string;
  branch: string | null;
  /** The commit on which the new one goes; null on an unborn branch. */
  base: string | null;
  /** The exact tree that the commit will have. */
  tree: string;
  remote: { name: string; theirs: string | null } | null;
  /** The tree of the workspace from which was synced. */
  source: string | null;
  changes: readonly FileChange[];
  findings: readonly Finding[];
}
