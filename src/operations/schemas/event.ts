import type { EventEnvelope } from "../../events/envelope.ts";
import type { Zod } from "../define-operation.ts";
import { sentenceOf } from "../history/sentence.ts";

/** An event as surfaces show it: the envelope without what only the log needs, and its sentence. */
export const eventSchema = (z: Zod) =>
  z.object({
    seq: z.number(),
    time: z.string(),
    type: z.string(),
    tv: z.number(),
    actor: z.string(),
    subject: z.string(),
    run: z.string().nullable(),
    attempt: z.string().nullable(),
    command: z.string().nullable(),
    cause: z.number().describe("Sequence of the direct cause, 0 from outside"),
    epoch: z.number(),
    text: z.string().describe("What it says, in a sentence"),
    data: z.unknown().describe("As docs/events.md has it for the type"),
  });

export function eventRow(event: EventEnvelope) {
  const { seq, time, type, tv, actor, subject, run = null, attempt = null, command = null, cause, epoch, data } = event;
  return { seq, time, type, tv, actor: actor as string, subject, run, attempt, command, cause, epoch, text: sentenceOf(event), data };
}
