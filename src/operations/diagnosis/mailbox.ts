import type { World } from "../../kernel/world.ts";
import { layoutOf, relativeLayout } from "../../workspace/layout.ts";
import { type Finding, fine } from "./finding.ts";

/** Commands that wait for an owner, and files there that are no commands. */
export function mailboxFinding({ fs }: World, root: string): Finding {
  const { mailboxFailed, mailboxIncoming } = layoutOf(root);
  const failed = fs.list(mailboxFailed).length;
  const waiting = fs.list(mailboxIncoming).length;
  if (failed === 0) return fine("mailbox", waiting === 0 ? "empty" : `${waiting} waiting for the owner`);
  return {
    code: "mailbox",
    level: "warning",
    what: `${failed} file(s) in ${relativeLayout.mailboxFailed} were no commands`,
    means: "What they asked for was not done; each file says why",
    command: `ls ${relativeLayout.mailboxFailed}`,
  };
}
