import { isRefName } from "../../../publish/git/is-ref-name.ts";
import { newerVersion } from "../../../publish/newer-version.ts";
import type { PublishSettings } from "../../../publish/settings.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { OperationContext } from "../context.ts";
import type { OpenStaging } from "./open-staging.ts";
import { publicationOf } from "./publication-of.ts";
import { refuseTakenBack } from "./refuse-taken-back.ts";
import { takeStep } from "./take-step.ts";

export interface TagRequest {
  name: string;
  message: string;
  sign: boolean;
  push: boolean;
}

export interface Tagged {
  outcome: "tagged" | "there-already";
  name: string;
  commit: string;
  oid: string;
  signed: boolean;
  /** Where it was pushed to and read back; null when it was not. */
  remote: string | null;
  seq: number;
}

/**
 * Makes an annotated tag on the commit that was published last, and pushes it. Throws `publish.tag-name` for one that is no
 * name or no newer version, and `publish.tag-refused` for one that is on another commit already, here or at the remote.
 */
export async function tagStaging(
  context: OperationContext,
  settings: PublishSettings,
  { port, remote }: OpenStaging,
  { name, message, sign, push }: TagRequest,
): Promise<Tagged> {
  const { phase, committed, changedAt } = await publicationOf(context);
  if (committed === null || (phase !== "committed" && phase !== "published"))
    throw new MillraceError("publish.nothing-committed", { phase, commit: committed?.commit ?? null });
  if (!isRefName(`refs/tags/${name}`)) throw new MillraceError("publish.tag-name", { name, problem: "git does not take it as a name" });
  if (push && remote === null) throw new MillraceError("publish.no-remote", { staging: settings.staging });
  const { commit } = committed;
  await refuseTakenBack(port, committed);
  await refuseTaken({ port, remote: push ? remote : null }, name, commit);
  const identity = settings.author ?? port.facts.identity;
  if (identity === null) throw new MillraceError("publish.tag-refused", { name, problem: "nobody is named as the tagger" });
  const begun = await takeStep(
    context,
    { type: "publish.tagging", data: { holder: context.world.proc.self(), name, commit, signed: sign } },
    changedAt,
  );
  const tagger = { ...identity, seconds: Math.floor(context.world.clock.wall() / 1000), zone: "+0000" };
  const made = await port.tag({ name, commit, message, tagger, sign });
  const settle = async (outcome: "tagged" | "there-already" | "refused", oid: string | null, detail: string) =>
    await takeStep(context, { type: "publish.tagged", data: { outcome, name, commit, oid, detail } }, begun);
  if (made.type === "refused") {
    await settle("refused", null, made.reason);
    throw new MillraceError(made.failure.code, made.failure.values);
  }
  const told = { name, commit, oid: made.oid, signed: made.signed };
  if (!push || remote === null) return { ...told, outcome: made.type, remote: null, seq: await settle(made.type, made.oid, "") };
  const pushed = await port.push({ remote, oid: made.oid, ref: `refs/tags/${name}`, expected: null, hooks: "run" });
  const taken = pushed.type === "pushed" || pushed.type === "already-there";
  const seq = await settle(made.type, made.oid, taken ? `pushed to ${remote}` : `${remote} did not take it (${pushed.type})`);
  if (!taken)
    throw new MillraceError("publish.tag-refused", { name, problem: `it is made here, but ${remote} did not take it (${pushed.type})` });
  return { ...told, outcome: made.type, remote, seq };
}

async function refuseTaken({ port, remote }: OpenStaging, name: string, commit: string): Promise<void> {
  if (remote === null) return;
  const answer = await port.refs(remote);
  if (answer.type !== "refs")
    throw new MillraceError("publish.tag-refused", { name, problem: `${remote} does not answer (${answer.type})` });
  const theirs = answer.refs.get(`refs/tags/${name}^{}`) ?? answer.refs.get(`refs/tags/${name}`);
  if (theirs !== undefined && theirs !== commit)
    throw new MillraceError("publish.tag-refused", { name, problem: `${remote} has it on ${theirs}` });
  const tags = [...answer.refs.keys()].flatMap((ref) => (ref.startsWith("refs/tags/") && !ref.endsWith("^{}") ? [ref.slice(10)] : []));
  const newer = theirs === undefined ? newerVersion(name, tags) : null;
  if (newer !== null) throw new MillraceError("publish.tag-name", { name, problem: `${remote} has ${newer}, which is no older` });
}
