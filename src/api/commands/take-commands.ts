import { z } from "zod";
import type { Control } from "../../engine/control/control.ts";
import type { MailboxEnvelope } from "../../engine/mailbox/envelope.ts";
import { readEnvelope } from "../../engine/mailbox/read-envelope.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";

const body = z.strictObject({ commands: z.array(z.unknown()).min(1).max(100_000) });

/** Carries out the commands of a request in their order. Throws `api.body` before any of them when one cannot be read. */
export async function takeCommands(control: Control, request: Request): Promise<Response> {
  const envelopes = readCommands(await request.text());
  const answers = [];
  for (const envelope of envelopes) answers.push(await control.submit(envelope));
  return Response.json({ answers });
}

function readCommands(text: string): MailboxEnvelope[] {
  const parsed = body.safeParse(parse(text));
  if (!parsed.success) throw new MillraceError("api.body", { problem: z.prettifyError(parsed.error) });
  return parsed.data.commands.map((value, index) => {
    const read = readEnvelope(value);
    if (!read.ok) throw new MillraceError("api.body", { problem: `command ${index + 1}: ${read.problem}` });
    return read.envelope;
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MillraceError("api.body", { problem: error instanceof Error ? error.message : String(error) });
  }
}
