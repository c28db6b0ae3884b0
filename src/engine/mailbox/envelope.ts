import type { OutsideCommand } from "../decide/command-schema.ts";

/** A command on its way to the owner, as a file in `mailbox/incoming`. */
export interface MailboxEnvelope {
  schema: "millrace.command.v1";
  /** Names the asking: the same id again returns the first answer. */
  id: string;
  /** ISO-8601 in UTC. */
  issuedAt: string;
  /** Who asks, e.g. "operator" or "program:supervisor". */
  actor: "operator" | `program:${string}`;
  command: OutsideCommand;
}

/** The owner's answer, kept as a file of the same name in `mailbox/processed`, or `mailbox/failed` for what could not be read. */
export type MailboxAnswer =
  | { id: string; status: "applied"; seq: number; subject: string | null }
  | { id: string; status: "rejected"; seq: number; code: string; values: Record<string, unknown> };

/** File names sort in order of issue: milliseconds first, then the id. */
export function envelopeName(issuedMillis: number, id: string): string {
  return `${String(issuedMillis).padStart(15, "0")}-${id}.json`;
}
