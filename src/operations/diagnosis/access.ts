import { accessSync, constants } from "node:fs";
import { isFsError } from "../../kernel/fs-error.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { type Finding, fine } from "./finding.ts";

/** Whether this user may change the workspace: whoever may not can read all of it, and nothing else. */
export function accessFinding(root: string): Finding {
  const { agents, log, owner, mailboxIncoming, runs, state } = layoutOf(root);
  const closed = [agents, log, owner, mailboxIncoming, runs, state].find((path) => !isOpen(path));
  if (closed === undefined) return fine("access", "You may write here");
  return {
    code: "access",
    level: "error",
    what: `You may not write to ${closed}`,
    means: "What only reads works; a start and every change end with exit 4. Use the account that owns it",
    command: `ls -ld ${closed}`,
  };
}

/** What is not there will be made by whoever may write above it. */
function isOpen(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    if (isFsError(error, "ENOENT")) return true;
    if (isFsError(error)) return false;
    throw error;
  }
}
