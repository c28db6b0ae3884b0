import { join } from "node:path";
import { openTrees } from "../../delivery/open-trees.ts";
import { layoutOf } from "../../workspace/layout.ts";
import type { OperationContext } from "../context.ts";
import { type Finding, fine } from "./finding.ts";

/** Whether git stands behind the workspace's trees. */
export async function gitFinding(context: OperationContext): Promise<Finding> {
  const root = context.root();
  const trees = await openTrees({ root, directory: join(layoutOf(root).state, "trees") });
  const { kind, head, branch, reason } = await trees.describe();
  if (kind === "manifest") {
    const means = "Work goes on with hashes of files instead: nothing is committed, and undo is not available";
    return { code: "git", level: "note", what: reason ?? "There is no git repository", means, command: "git init" };
  }
  if (head === null)
    return { code: "git", level: "note", what: "The branch has no commit yet", means: "The first delivery makes one", command: null };
  return fine("git", branch === null ? `detached at ${head.slice(0, 12)}` : `branch ${branch} at ${head.slice(0, 12)}`);
}
