import { isObject } from "../../events/is-object.ts";
import type { Command } from "../decide/command.ts";
import { answerOf } from "./answer-of.ts";
import type { Letter } from "./letter.ts";
import { readOlderLetter } from "./older/read-older-letter.ts";
import { isOldestLetter, readOldestLetter } from "./older/read-oldest-letter.ts";
import { readEnvelope } from "./read-envelope.ts";

/** Reads a file of the mailbox, in our envelope or in those of millrace 0.12 and 0.5. One that is neither only says so when it is carried out. */
export function readLetter(text: string): Letter {
  const parsed = parse(text);
  if (!parsed.ok) return { ...unreadable(parsed.problem, text), broken: true };
  if (isObject(parsed.value) && parsed.value.kind === "mailbox_command") return readOlderLetter(parsed.value, text);
  if (isOldestLetter(parsed.value)) return readOldestLetter(parsed.value);
  const read = readEnvelope(parsed.value);
  if (!read.ok) return unreadable(read.problem, text);
  const { id, issuedAt, actor, command } = read.envelope;
  return {
    issued: Date.parse(issuedAt),
    async carryOut(recipient) {
      const answer = await recipient.apply({ ...command, id, actor } as Command);
      return { failed: false, content: answerOf(id, answer) };
    },
  };
}

function unreadable(problem: string, text: string): Letter {
  return { issued: 0, carryOut: async () => ({ failed: true, content: { problem, text } }) };
}

function parse(text: string): { ok: true; value: unknown } | { ok: false; problem: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
