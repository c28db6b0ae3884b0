import { type ErrorCode, MillraceError } from "../kernel/errors/millrace-error.ts";
import type { World } from "../kernel/world.ts";
import { askOwner } from "./control/ask-owner.ts";
import type { OutsideCommand } from "./decide/command-schema.ts";
import type { MailboxAnswer, MailboxEnvelope } from "./mailbox/envelope.ts";

/** `subject` is what the command was about: the id that a new item got. */
export type Submitted = { status: "applied"; id: string; seq: number; subject: string | null } | { status: "pending"; id: string };

export interface SubmitOptions {
  /** Names the asking; a fresh one is made when absent. */
  id?: string;
  actor?: "operator" | `program:${string}`;
  /** How long to wait for an owner's answer before the command is told to be pending. 30 s by default. */
  waitMillis?: number;
}

/**
 * Carries a command out: by the socket of whoever owns the workspace; where nobody answers there, as a brief owner, or
 * through the mailbox. Throws the refusal as a MillraceError.
 */
export async function submitCommand(world: World, root: string, command: OutsideCommand, options: SubmitOptions = {}): Promise<Submitted> {
  const [submitted] = await submitCommands(world, root, [command], options);
  if (submitted instanceof MillraceError) throw submitted;
  return submitted as Submitted;
}

/** Carries out many commands, each on its own: by one owner, this process or another. Refusals are values here. */
export async function submitCommands(
  world: World,
  root: string,
  commands: readonly OutsideCommand[],
  options: SubmitOptions = {},
): Promise<(Submitted | MillraceError)[]> {
  const { actor = "operator", waitMillis = 30_000 } = options;
  const issuedAt = new Date(world.clock.wall()).toISOString();
  const envelopes = commands.map((command, index): MailboxEnvelope => {
    const id = options.id === undefined ? world.ids.fresh() : idOf(options.id, index);
    return { schema: "millrace.command.v1", id, issuedAt, actor, command };
  });
  const until = world.clock.monotonic() + waitMillis;
  const answers = (await askOwner(world, root, envelopes, waitMillis)) ?? (await withoutSocket(world, root, envelopes, until));
  return answers.map((answer, index) => received(envelopes[index]?.id ?? "", answer));
}

async function withoutSocket(
  world: World,
  root: string,
  envelopes: readonly MailboxEnvelope[],
  until: number,
): Promise<(MailboxAnswer | null)[]> {
  const { submitAlone } = await import("./submit-alone.ts");
  return await submitAlone(world, root, envelopes, until);
}

function received(id: string, answer: MailboxAnswer | null): Submitted | MillraceError {
  if (answer === null) return { status: "pending", id };
  if (answer.status === "rejected") return new MillraceError(answer.code as ErrorCode, answer.values);
  return { status: "applied", id: answer.id, seq: answer.seq, subject: answer.subject };
}

function idOf(id: string, index: number): string {
  return index === 0 ? id : `${id}.${index}`;
}
