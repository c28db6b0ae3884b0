import { MillraceError } from "../../../kernel/errors/millrace-error.ts";
import type { Command } from "../../decide/command.ts";
import { answerOf } from "../answer-of.ts";
import type { Recipient } from "../drain.ts";
import type { MailboxAnswer } from "../envelope.ts";
import type { Letter, LetterReceipt } from "../letter.ts";
import { commandsOf } from "./commands-of.ts";
import { issuedMillis, type OlderEnvelope, readOlderEnvelope } from "./older-envelope.ts";

/** A letter in the envelope of millrace 0.12. Its receipt has the shape of that version's archive too. */
export function readOlderLetter(value: unknown, text: string): Letter {
  const read = readOlderEnvelope(value);
  if (!read.ok) {
    const content = archive("failed", { error: read.problem, raw_payload: text });
    return { issued: 0, carryOut: async () => ({ failed: true, content }) };
  }
  return { issued: issuedMillis(read.envelope), carryOut: (recipient) => carryOut(read.envelope, value, recipient) };
}

async function carryOut(envelope: OlderEnvelope, original: unknown, recipient: Recipient): Promise<LetterReceipt> {
  const { command_id: id, issuer } = envelope;
  const failed = (error: string, answer: MailboxAnswer | null): LetterReceipt => ({
    failed: true,
    content: archive("failed", { envelope: original, result: answer ?? {}, error }),
  });
  const known = recipient.state.receipts.get(id);
  const mapped = known ? { ok: true as const, commands: [{ type: "reload" as const }] } : commandsOf(envelope.ask, recipient.state);
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
  return { failed: false, content: archive("processed", { envelope: original, result: answer ?? {} }) };
}

function archive(disposition: "processed" | "failed", rest: object): object {
  return { schema_version: "1.0", kind: "mailbox_archive", disposition, archived_at: new Date().toISOString(), ...rest };
}
