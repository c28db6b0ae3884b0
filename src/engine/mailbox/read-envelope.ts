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

/** Checks a command as it came from another process; what is wrong with it is a value. */
export function readEnvelope(value: unknown): { ok: true; envelope: MailboxEnvelope } | { ok: false; problem: string } {
  const parsed = schema.safeParse(value);
  return parsed.success ? { ok: true, envelope: parsed.data } : { ok: false, problem: z.prettifyError(parsed.error) };
}
