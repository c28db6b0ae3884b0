import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import type { Layout } from "../../workspace/layout.ts";
import { envelopeName, type MailboxAnswer, type MailboxEnvelope } from "./envelope.ts";

/** Leaves a command for the owner, durably and whole; gives the name under which its answer will be found. */
export function postCommand(fs: Fs, layout: Layout, envelope: MailboxEnvelope): string {
  const name = envelopeName(Date.parse(envelope.issuedAt), envelope.id);
  fs.makeDirectory(layout.mailboxIncoming);
  replaceFile(fs, join(layout.mailboxIncoming, name), JSON.stringify(envelope), { durable: true });
  return name;
}

/** The owner's answer, null while there is none. */
export function findAnswer(fs: Fs, layout: Layout, name: string): MailboxAnswer | null {
  try {
    return JSON.parse(Buffer.from(fs.read(join(layout.mailboxProcessed, name))).toString()) as MailboxAnswer;
  } catch (error) {
    if (isFsError(error, "ENOENT")) return null;
    throw error;
  }
}
