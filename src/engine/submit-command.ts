import { type ErrorCode, MillraceError } from "../kernel/errors/millrace-error.ts";
import type { World } from "../kernel/world.ts";
import { layoutOf } from "../workspace/layout.ts";
import type { Command } from "./decide/command.ts";
import type { OutsideCommand } from "./decide/command-schema.ts";
import { drainMailbox } from "./mailbox/drain.ts";
import type { MailboxAnswer } from "./mailbox/envelope.ts";
import { findAnswer, postCommand } from "./mailbox/post.ts";
import { type Owned, ownWorkspace } from "./own-workspace.ts";
import { projectOwned } from "./project-owned.ts";
import type { Answer } from "./store.ts";

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
 * Carries a command out: as a brief owner where nobody owns the workspace, else through the mailbox of whoever does.
 * Throws the refusal as a MillraceError.
 */
export async function submitCommand(world: World, root: string, command: OutsideCommand, options: SubmitOptions = {}): Promise<Submitted> {
  const [submitted] = await submitCommands(world, root, [command], options);
  if (submitted instanceof MillraceError) throw submitted;
  return submitted as Submitted;
}

/** Carries out many commands, each on its own: under one ownership, or each through the mailbox. Refusals are values here. */
export async function submitCommands(
  world: World,
  root: string,
  commands: readonly OutsideCommand[],
  options: SubmitOptions = {},
): Promise<(Submitted | MillraceError)[]> {
  const actor = options.actor ?? "operator";
  const asked = commands.map((command, index) => ({ command, id: options.id === undefined ? world.ids.fresh() : idOf(options.id, index) }));
  const owned = await own(world, root);
  if (owned !== null) {
    return asBriefOwner(world, owned, () =>
      asked.map(({ command, id }) => settled(id, owned.store.apply({ ...command, id, actor } as Command))),
    );
  }
  const layout = layoutOf(root);
  const issuedAt = new Date(world.clock.wall()).toISOString();
  const names = asked.map(({ command, id }) =>
    postCommand(world.fs, layout, { schema: "millrace.command.v1", id, issuedAt, actor, command }),
  );
  const until = world.clock.monotonic() + (options.waitMillis ?? 30_000);
  return awaitAnswers(
    world,
    root,
    names.map((name, index) => ({ name, id: asked[index]?.id ?? "" })),
    until,
  );
}

/** Waits for the owner; when it has let go meanwhile, becomes a brief owner and drains the mailbox itself. */
async function awaitAnswers(
  world: World,
  root: string,
  posted: { name: string; id: string }[],
  until: number,
): Promise<(Submitted | MillraceError)[]> {
  const layout = layoutOf(root);
  for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
    const answers = posted.map(({ name }) => findAnswer(world.fs, layout, name));
    if (answers.every((answer) => answer !== null)) return answers.map((answer) => received(answer as MailboxAnswer));
    if (world.clock.monotonic() >= until) {
      return answers.map((answer, index) => (answer ? received(answer) : { status: "pending", id: posted[index]?.id ?? "" }));
    }
    await world.clock.sleep(pause);
    if (pause < 16) continue;
    const owned = await own(world, root);
    if (owned !== null) await asBriefOwner(world, owned, () => []);
  }
}

async function own(world: World, root: string): Promise<Owned | null> {
  const owning = ownWorkspace(world, root, "command");
  return owning.kind === "owned" ? owning.owned : null;
}

/** Every owner, however brief, drains the mailbox before it lets go: those who found it taken left their commands there. */
async function asBriefOwner<T>(world: World, owned: Owned, work: () => T): Promise<T> {
  const projection = projectOwned(world, owned);
  try {
    const result = work();
    await drainMailbox(world.fs, owned.layout, (command) => owned.store.apply(command));
    projection.flush();
    projection.close();
    await owned.release("command done");
    return result;
  } catch (error) {
    projection.close();
    await owned.release("command failed", { clean: false });
    throw error;
  }
}

function settled(id: string, answer: Answer): Submitted | MillraceError {
  if (answer.status === "rejected") return new MillraceError(answer.failure.code, answer.failure.values);
  return { status: "applied", id, seq: answer.seq, subject: answer.events[0]?.subject ?? null };
}

function received(answer: MailboxAnswer): Submitted | MillraceError {
  if (answer.status === "applied") return answer;
  return new MillraceError(answer.code as ErrorCode, answer.values);
}

function idOf(id: string, index: number): string {
  return index === 0 ? id : `${id}.${index}`;
}
