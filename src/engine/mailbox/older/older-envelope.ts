import { z } from "zod";
import { isObject } from "../../../events/is-object.ts";

const reason = z.string().max(2000).optional();
const document = z.looseObject({ kind: z.string().optional(), title: z.string().min(1) });

/** The commands of millrace 0.12 and their payloads (fact sheet 2.8). Unknown members of a payload are passed over. */
const ask = z.discriminatedUnion("command", [
  z.object({
    command: z.enum(["pause", "resume", "stop", "reload_config", "clear_stale_state"]),
    payload: z.object({ reason }).default({}),
  }),
  z.object({
    command: z.literal("retry_active"),
    payload: z.object({ reason, scope: z.enum(["planning", "execution"]).optional() }).default({}),
  }),
  z.object({ command: z.enum(["add_task", "add_spec"]), payload: z.object({ document }) }),
  z.object({ command: z.literal("add_idea"), payload: z.object({ source_name: z.string().min(1), markdown: z.string() }) }),
]);

const frame = z.object({
  command_id: z.string().min(1).max(200),
  issued_at: z.iso.datetime({ offset: true, local: true }),
  issuer: z.string().max(100).optional(),
});

export type OlderAsk = z.infer<typeof ask>;
export type OlderEnvelope = z.infer<typeof frame> & { ask: OlderAsk };

/** Reads an envelope of `kind: "mailbox_command"`; what is wrong with it is a value. */
export function readOlderEnvelope(value: unknown): { ok: true; envelope: OlderEnvelope } | { ok: false; problem: string } {
  const framed = frame.safeParse(value);
  if (!framed.success) return { ok: false, problem: z.prettifyError(framed.error) };
  const asked = ask.safeParse(isObject(value) ? { command: value.command, payload: value.payload } : value);
  if (!asked.success) return { ok: false, problem: z.prettifyError(asked.error) };
  return { ok: true, envelope: { ...framed.data, ask: asked.data } };
}

/** Milliseconds since the epoch; a time without a zone is taken for UTC. */
export function issuedMillis({ issued_at: at }: { issued_at: string }): number {
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(at) ? at : `${at}Z`);
}
