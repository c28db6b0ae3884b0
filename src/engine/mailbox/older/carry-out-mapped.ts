import { MillraceError } from "../../../kernel/errors/millrace-error.ts";
import type { State } from "../../../state/state.ts";
import type { Command } from "../../decide/command.ts";
import { answerOf } from "../answer-of.ts";
import type { MailboxAnswer } from "../envelope.ts";
import type { Recipient } from "../recipient.ts";
import type { Mapped } from "./commands-of.ts";

/** How an older command ended: `problem` says why it was refused. */
export interface CarriedOut {
  answer: MailboxAnswer | null;
  problem: string | null;
}

/** The first answer is looked up by id alone, so that any command stands for one that was carried out before. */
const REPEATED: Mapped = { ok: true, commands: [{ type: "reload" }] };

/** Carries out what an older command means on the state as it is now, in order until one is refused. A repeated id gets its first answer. */
export async function carryOutMapped(
  recipient: Recipient,
  { id, issuer }: { id: string; issuer: string | undefined },
  map: (state: State) => Mapped,
): Promise<CarriedOut> {
  const mapped = recipient.state.receipts.has(id) ? REPEATED : map(recipient.state);
  if (!mapped.ok) return { answer: null, problem: mapped.problem };
  const actor = `program:${issuer ?? "mailbox"}` as const;
  let answer: MailboxAnswer | null = null;
  for (const [index, command] of mapped.commands.entries()) {
    // The whole is known by its last command: a crash before that repeats it, and each part has an answer of its own.
    const part = index === mapped.commands.length - 1 ? id : `${id}.${index + 1}`;
    answer = answerOf(id, await recipient.apply({ ...command, id: part, actor } as Command));
    if (answer.status !== "rejected") continue;
    const { code, values } = answer;
    return { answer, problem: new MillraceError(code as MillraceError["code"], values as MillraceError["values"]).message };
  }
  return { answer, problem: null };
}
