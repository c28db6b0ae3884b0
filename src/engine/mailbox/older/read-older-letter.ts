import { MillraceError } from "../../../kernel/errors/millrace-error.ts";
import type { Command } from "../../decide/command.ts";
import { answerOf } from "../answer-of.ts";
import type { MailboxAnswer } from "../envelope.ts";
import type { Letter, LetterReceipt } from "../letter.ts";
import type { Recipient } from "../recipient.ts";
import { commandsOf, type Mapped } from "./commands-of.ts";
import { issuedMillis, type OlderEnvelope, readOlderEnvelope } from "./older-envelope.ts";

/** A letter in the envelope of millrace 0.12. Its receipt has the shape of that version's archive too. */
export function readOlderLetter(value: unknown, text: string): Letter {
  const read = readOlderEnvelope(value);
  if (!read.ok) {
    const rest = { error: read.problem, raw_payload: text };
    return { issued: 0, carryOut: async ({ clock }) => ({ failed: true, content: archive(clock, "failed", rest) }) };
  }
  return { issued: issuedMillis(read.envelope), carryOut: (recipient) => carryOut(read.envelope, value, recipient) };
}

/** The first answer is looked up by id alone, so that any command stands for one that was carried out before. */
const REPEATED: Mapped = { ok: true, commands: [{ type: "reload" }] };

async function carryOut(envelope: OlderEnvelope, original: unknown, recipient: Recipient): Promise<LetterReceipt> {
  const { command_id: id, issuer } = envelope;
  const archived = (disposition: "processed" | "failed", rest: object): object => archive(recipient.clock, disposition, rest);
  const failed = (error: string, answer: MailboxAnswer | null): LetterReceipt => ({
    failed: true,
    content: archived("failed", { envelope: original, result: answer ?? {}, error }),
  });
  const mapped = recipient.state.receipts.has(id) ? REPEATED : commandsOf(envelope.ask, recipient.state);
  if (!mapped.ok) return failed(mapped.problem, null);
  const actor = `program:${issuer ?? "mailbox"}` as const;
  let answer: MailboxAnswer | null = null;
  for (const [index, command] of mapped.commands.entries()) {
    // The whole is known by its last command: a crash before that repeats it, and each part has an answer of its own.
    const part = index === mapped.commands.length - 1 ? id : `${id}.${index + 1}`;
    answer = answerOf(id, await recipient.apply({ ...command, id: part, actor } as Command));
    if (answer.status === "rejected") {
      const { code, values } = answer;
      return failed(new MillraceError(code as MillraceError["code"], values as MillraceError["values"]).message, answer);
    }
  }
  return { failed: false, content: archived("processed", { envelope: original, result: answer ?? {} }) };
}

function archive(clock: Recipient["clock"], disposition: "processed" | "failed", rest: object): object {
  return { schema_version: "1.0", kind: "mailbox_archive", disposition, archived_at: new Date(clock.wall()).toISOString(), ...rest };
}
