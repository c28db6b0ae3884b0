import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { isFsError } from "../kernel/fs-error.ts";
import type { World } from "../kernel/world.ts";
import { layoutOf } from "../workspace/layout.ts";
import { asBriefOwner } from "./as-brief-owner.ts";
import type { Command } from "./decide/command.ts";
import { answerOf } from "./mailbox/answer-of.ts";
import type { MailboxAnswer, MailboxEnvelope } from "./mailbox/envelope.ts";
import { findAnswer, postCommand } from "./mailbox/post.ts";
import { type Owned, ownWorkspace } from "./own-workspace.ts";

/**
 * Carries commands out without a socket: as a brief owner where nobody owns the workspace, else through the mailbox of
 * whoever does. Null stands for an answer that did not come by `until` (monotonic milliseconds).
 */
export async function submitAlone(
  world: World,
  root: string,
  envelopes: readonly MailboxEnvelope[],
  until: number,
): Promise<(MailboxAnswer | null)[]> {
  const owned = own(world, root);
  if (owned !== null) {
    return await asBriefOwner(world, owned, () => envelopes.map((envelope) => carryOut(owned, envelope)));
  }
  const layout = layoutOf(root);
  const names = envelopes.map((envelope) => postCommand(world.fs, layout, envelope));
  return await awaitAnswers(world, root, names, until);
}

/** A disk that fills up refuses this command and those after it; the answers to those before it stand. */
function carryOut({ store }: Owned, { id, actor, command }: MailboxEnvelope): MailboxAnswer {
  try {
    return answerOf(id, store.apply({ ...command, id, actor } as Command));
  } catch (error) {
    if (!(error instanceof MillraceError)) throw error;
    return { id, status: "rejected", seq: store.state.seq, code: error.code, values: { ...error.values } };
  }
}

/** Waits for the owner; when it has let go meanwhile, becomes a brief owner and drains the mailbox itself. */
async function awaitAnswers(world: World, root: string, names: readonly string[], until: number): Promise<(MailboxAnswer | null)[]> {
  const layout = layoutOf(root);
  for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
    const answers = names.map((name) => findAnswer(world.fs, layout, name));
    if (answers.every((answer) => answer !== null) || world.clock.monotonic() >= until) return answers;
    await world.clock.sleep(pause);
    if (pause >= 16) await drainAlone(world, root);
  }
}

/** The command lies in the mailbox whatever happens here: what a later owner may well carry out is no failure of it. */
async function drainAlone(world: World, root: string): Promise<void> {
  try {
    const owned = own(world, root);
    if (owned !== null) await asBriefOwner(world, owned, () => []);
  } catch (error) {
    const passes = error instanceof MillraceError ? error.code === "log.disk" || error.code === "log.io" : isFsError(error);
    if (!passes) throw error;
  }
}

function own(world: World, root: string): Owned | null {
  const owning = ownWorkspace(world, root, "command");
  return owning.kind === "owned" ? owning.owned : null;
}
