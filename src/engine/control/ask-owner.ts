import type { World } from "../../kernel/world.ts";
import type { MailboxAnswer, MailboxEnvelope } from "../mailbox/envelope.ts";

/** Where the control socket takes commands: `{commands: [envelope…]}`, answered by `{answers: [answer…]}` in the same order. */
export const COMMANDS_PATH = "/commands";

/**
 * Asks whoever owns the workspace by its socket. Null when nobody answered within `millis`: the commands may have been taken
 * all the same, so ask again only with the same ids. Imports nothing heavy: a whole process around it is to end in 40 ms.
 */
export async function askOwner(
  world: World,
  root: string,
  commands: readonly MailboxEnvelope[],
  millis: number,
): Promise<MailboxAnswer[] | null> {
  const answer = await world.wire?.post(root, COMMANDS_PATH, JSON.stringify({ commands }), millis);
  if (answer?.status !== 200) return null;
  const { answers } = answer.body as { answers?: MailboxAnswer[] };
  return answers?.length === commands.length ? answers : null;
}
