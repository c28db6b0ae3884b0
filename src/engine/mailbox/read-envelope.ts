import { z } from "zod";
import { outsideCommand } from "../decide/command-schema.ts";
import type { MailboxEnvelope } from "./envelope.ts";

const schema = z.strictObject({
  schema: z.literal("millrace.command.v1"),
  id: z.string().min(1).max(200),
  issuedAt: z.iso.datetime(),
  actor: z.union([z.literal("operator"), z.templateLiteral(["program:", z.string()])]),
  command: outsideCommand,
});

/** Reads a command file; what is wrong with it is a value. */
export function readEnvelope(text: string): { ok: true; envelope: MailboxEnvelope } | { ok: false; problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? { ok: true, envelope: parsed.data } : { ok: false, problem: z.prettifyError(parsed.error) };
}
