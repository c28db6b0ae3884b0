import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import type { Layout } from "../../workspace/layout.ts";
import type { Letter } from "./letter.ts";
import type { Recipient } from "./recipient.ts";

/** A broken file that somebody touched so lately may be half written: it is left for the next look. */
const QUIET_MILLIS = 1000;

/**
 * Carries out the commands that wait in the mailbox, in order of issue, and gives how many there were. The receipt is
 * written before the command's file is removed: a crash between them repeats the command, whose id then returns the
 * first answer. A file that is no command is moved to `failed` with the reason.
 */
export async function drainMailbox(fs: Fs, layout: Layout, recipient: Recipient): Promise<number> {
  const names = fs.list(layout.mailboxIncoming).filter((name) => name.endsWith(".json"));
  if (names.length === 0) return 0;
  const { readLetter } = await import("./read-letter.ts");
  const letters = names.sort().flatMap((name): { name: string; letter: Letter }[] => {
    const path = join(layout.mailboxIncoming, name);
    const text = readText(fs, path);
    if (text === null) return [];
    const letter = readLetter(text);
    const isYoung = recipient.clock.wall() - (fs.facts(path)?.modified ?? 0) < QUIET_MILLIS;
    return letter.broken && isYoung ? [] : [{ name, letter }];
  });
  // Names are in order of issue only among our own; the sort keeps their order where the times are equal.
  for (const { name, letter } of letters.sort((a, b) => a.letter.issued - b.letter.issued)) {
    const receipt = await letter.carryOut(recipient);
    const archive = receipt.failed ? layout.mailboxFailed : layout.mailboxProcessed;
    fs.makeDirectory(archive);
    replaceFile(fs, join(archive, name), JSON.stringify(receipt.content), { durable: receipt.failed });
    fs.remove(join(layout.mailboxIncoming, name));
  }
  return letters.length;
}

/** Null for what is gone, or no file that can be read: that stays where it is, and must not keep the others waiting. */
function readText(fs: Fs, path: string): string | null {
  try {
    return Buffer.from(fs.read(path)).toString();
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
}
