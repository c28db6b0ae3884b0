import type { ProcessIdentity } from "../../kernel/ports/proc.ts";
import { endTree } from "../end-tree.ts";
import { treeMembers } from "../process-tree.ts";
import { treeMark } from "../tree-mark.ts";
import { attemptToken } from "./marks.ts";
import type { Local } from "./options.ts";

/** Ends every process of this workspace whose attempt is not live, and gives them. */
export async function sweepWorkspace(local: Local, isLive: (attempt: string) => boolean): Promise<ProcessIdentity[]> {
  const attempts = new Set<string>();
  for (const { pid } of local.proc.carrying("MILLRACE_WORKSPACE_TOKEN", local.token)) {
    const attempt = local.proc.variable(pid, "MILLRACE_ATTEMPT");
    if (attempt !== null && !isLive(attempt)) attempts.add(attempt);
  }
  const reaped: ProcessIdentity[] = [];
  for (const attempt of attempts) {
    const token = attemptToken(local, attempt);
    const marks = { token, mark: treeMark(token), leaders: [], supervisor: null };
    reaped.push(...treeMembers(local.proc, marks).map(({ pid, started }) => ({ pid, started })));
    await endTree(local.proc, local.clock, marks, 0);
  }
  return reaped;
}
