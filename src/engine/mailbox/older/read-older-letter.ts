import type { Letter } from "../letter.ts";
import type { Recipient } from "../recipient.ts";
import { carryOutMapped } from "./carry-out-mapped.ts";
import { commandsOf } from "./commands-of.ts";
import { issuedMillis, readOlderEnvelope } from "./older-envelope.ts";

/** A letter in the envelope of millrace 0.12. Its receipt has the shape of that version's archive too. */
export function readOlderLetter(value: unknown, text: string): Letter {
  const read = readOlderEnvelope(value);
  if (!read.ok) {
    const rest = { error: read.problem, raw_payload: text };
    return { issued: 0, carryOut: async ({ clock }) => ({ failed: true, content: archive(clock, "failed", rest) }) };
  }
  const { command_id: id, issuer, ask } = read.envelope;
  return {
    issued: issuedMillis(read.envelope),
    async carryOut(recipient) {
      const { answer, problem } = await carryOutMapped(recipient, { id, issuer }, (state) => commandsOf(ask, state));
      const rest = { envelope: value, result: answer ?? {} };
      return problem === null
        ? { failed: false, content: archive(recipient.clock, "processed", rest) }
        : { failed: true, content: archive(recipient.clock, "failed", { ...rest, error: problem }) };
    },
  };
}

function archive(clock: Recipient["clock"], disposition: "processed" | "failed", rest: object): object {
  return { schema_version: "1.0", kind: "mailbox_archive", disposition, archived_at: new Date(clock.wall()).toISOString(), ...rest };
}
