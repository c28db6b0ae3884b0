import { z } from "zod";
import { isObject } from "../../../events/is-object.ts";
import type { State } from "../../../state/state.ts";
import { emptyFields } from "../../../work/empty-fields.ts";
import { isSafeId } from "../../../work/ids.ts";
import { slugOf } from "../../../work/slug.ts";
import type { Letter } from "../letter.ts";
import type { Recipient } from "../recipient.ts";
import { type CarriedOut, carryOutMapped } from "./carry-out-mapped.ts";
import { commandsOf, type Mapped } from "./commands-of.ts";
import { issuedMillis } from "./older-envelope.ts";

/** The envelope of millrace 0.5 (fact sheet 4.3). What belongs into a payload is looked at with its command. */
const envelope = z.object({
  command_id: z.string().min(1).max(200),
  issued_at: z.iso.datetime({ offset: true, local: true }),
  command: z.string(),
  payload: z.record(z.string(), z.unknown()).nullish(),
  issuer: z.string().trim().max(100).optional(),
});

const task = z.object({ title: z.string().trim().min(1).max(300), body: z.string().nullish(), spec_id: z.string().nullish() });
const order = z.object({ task_ids: z.array(z.string().min(1).max(200)).min(1) });

/** Whether it is an envelope of that version: it has no word that says so, but ours and the later ones have. */
export function isOldestLetter(value: unknown): boolean {
  return isObject(value) && value.kind === undefined && value.schema === undefined && typeof value.command === "string";
}

/** A letter in the envelope of millrace 0.5. Its receipt has the shape of that version's archive too. */
export function readOldestLetter(value: unknown): Letter {
  const read = envelope.safeParse(value);
  if (!read.success) {
    const problem = z.prettifyError(read.error);
    return { issued: 0, carryOut: async (recipient) => receipt(recipient, null, { answer: null, problem }, "") };
  }
  const { command_id: id, issuer, command, payload } = read.data;
  return {
    issued: issuedMillis(read.data),
    carryOut: async (recipient) =>
      receipt(
        recipient,
        value,
        await carryOutMapped(recipient, { id, issuer: issuer || undefined }, (state) => mapped(command, payload ?? {}, state)),
        id,
      ),
  };
}

function mapped(command: string, payload: Record<string, unknown>, state: State): Mapped {
  switch (command) {
    case "pause":
    case "resume":
    case "stop":
    case "reload_config":
      return commandsOf({ command, payload: {} }, state);
    case "add_task":
      return addTask(payload);
    case "queue_reorder":
      return reorder(payload);
    case "set_config":
      return { ok: false, problem: "Settings are set where millrace.toml lies: millrace config set KEY VALUE, then millrace reload" };
    case "add_idea":
      return { ok: false, problem: "A command does not say which file is read: millrace add-idea FILE, or put it into ideas/inbox" };
    default:
      return { ok: false, problem: `"${command}" is no command of this mailbox` };
  }
}

function addTask(payload: Record<string, unknown>): Mapped {
  const read = task.safeParse(payload);
  if (!read.success) return { ok: false, problem: z.prettifyError(read.error) };
  const { title, body, spec_id: spec } = read.data;
  const fields = { ...emptyFields(title), root: spec && isSafeId(spec) ? spec : null };
  return {
    ok: true,
    commands: [{ type: "addItem", kind: "task", item: null, slug: slugOf(title), fields, document: null, body: body ?? "" }],
  };
}

/** There the whole backlog had to be named; here those that are named come first, in that order. */
function reorder(payload: Record<string, unknown>): Mapped {
  const read = order.safeParse(payload);
  if (!read.success) return { ok: false, problem: z.prettifyError(read.error) };
  return { ok: true, commands: [{ type: "placeItems", items: read.data.task_ids, place: { at: "first" } }] };
}

function receipt({ clock }: Recipient, value: unknown, { answer, problem }: CarriedOut, id: string) {
  const ok = problem === null;
  const result = {
    command_id: id,
    processed_at: new Date(clock.wall()).toISOString(),
    ok,
    applied: ok && answer?.status === "applied" && answer.subject !== null,
    message: problem ?? "applied",
    payload: answer ?? {},
  };
  return { failed: !ok, content: { envelope: value, result } };
}
