import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import type { Layout } from "../../workspace/layout.ts";
import type { Command } from "../decide/command.ts";
import type { Answer } from "../store.ts";
import type { MailboxAnswer, MailboxEnvelope } from "./envelope.ts";

/**
 * Carries out the commands that wait in the mailbox, in order of issue, and gives how many there were. The answer is
 * written before the command's file is removed: a crash between them repeats the command, whose id then returns the
 * first answer. A file that is no command is moved to `failed` with the reason.
 */
export async function drainMailbox(fs: Fs, layout: Layout, apply: (command: Command) => Answer | Promise<Answer>): Promise<number> {
  const names = fs.list(layout.mailboxIncoming).filter((name) => name.endsWith(".json"));
  if (names.length === 0) return 0;
  const { readEnvelope } = await import("./read-envelope.ts");
  for (const name of names.sort()) {
    const path = join(layout.mailboxIncoming, name);
    const text = readText(fs, path);
    if (text === null) continue;
    const read = readEnvelope(text);
    if (!read.ok) {
      replaceFile(fs, join(layout.mailboxFailed, name), JSON.stringify({ problem: read.problem, text }), { durable: true });
    } else {
      const answer = await apply({ ...read.envelope.command, id: read.envelope.id, actor: read.envelope.actor } as Command);
      const told = JSON.stringify(answerOf(read.envelope, answer));
      replaceFile(fs, join(layout.mailboxProcessed, name), told, { durable: false });
    }
    fs.remove(path);
  }
  return names.length;
}

function answerOf({ id }: MailboxEnvelope, answer: Answer): MailboxAnswer {
  if (answer.status === "applied") return { id, status: "applied", seq: answer.seq, subject: answer.events[0]?.subject ?? null };
  return { id, status: "rejected", seq: answer.seq, code: answer.failure.code, values: { ...answer.failure.values } };
}

function readText(fs: Fs, path: string): string | null {
  try {
    return Buffer.from(fs.read(path)).toString();
  } catch (error) {
    if (isFsError(error, "ENOENT")) return null;
    throw error;
  }
}
