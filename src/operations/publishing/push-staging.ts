import type { PushOutcome } from "../../../publish/git/port.ts";
import { remoteProblem } from "../../../publish/remote-problem.ts";
import type { PublishSettings } from "../../../publish/settings.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { OperationContext } from "../context.ts";
import type { OpenStaging } from "./open-staging.ts";
import { publicationOf } from "./publication-of.ts";
import { refuseTakenBack } from "./refuse-taken-back.ts";
import { takeStep } from "./take-step.ts";
import { targetAnswer } from "./target-answer.ts";

export interface Pushed {
  outcome: "pushed" | "already-there";
  remote: string;
  ref: string;
  oid: string;
  /** Null when there was nothing to record: the same was published before. */
  seq: number | null;
}

/**
 * Pushes the commit that was made, as a fast-forward from what the remote holds now, and reads the remote back. What is there
 * already is a success. Throws `publish.nothing-committed`, `publish.taken-back`, `publish.no-remote`, `publish.push-refused` and `publish.push-unknown`.
 */
export async function pushStaging(context: OperationContext, settings: PublishSettings, { port, remote }: OpenStaging): Promise<Pushed> {
  const { phase, committed, changedAt, pushed } = await publicationOf(context);
  if (committed === null || (phase !== "committed" && phase !== "published"))
    throw new MillraceError("publish.nothing-committed", { phase, commit: committed?.commit ?? null });
  if (remote === null) throw new MillraceError("publish.no-remote", { staging: settings.staging });
  const { commit: oid, branch } = committed;
  await refuseTakenBack(port, committed);
  const look = { type: "answered", name: remote, branch } as const;
  const target = await targetAnswer(context, settings, port, { look, commit: oid, tree: committed.tree });
  if (target?.passed === false) {
    const problem = `publish.target_check says no: ${target.said}`;
    throw new MillraceError("publish.push-refused", {
      remote,
      ref: `refs/heads/${branch}`,
      problem,
      fix: "Do what it asks for, then: millrace publish push",
    });
  }
  return await pushRef(
    context,
    { port, remote },
    { ref: `refs/heads/${branch}`, oid, changedAt, known: phase === "published" && pushed?.oid === oid && pushed.remote === remote },
  );
}

export interface RefPush {
  ref: string;
  oid: string;
  changedAt: number;
  /** Whether the log says already that it is there. */
  known: boolean;
}

/** Pushes one ref as a step of publishing. */
export async function pushRef(
  context: OperationContext,
  { port, remote }: { port: OpenStaging["port"]; remote: string },
  { ref, oid, changedAt, known }: RefPush,
): Promise<Pushed> {
  const answer = await port.refs(remote);
  const expected = answer.type === "refs" ? (answer.refs.get(ref) ?? null) : null;
  if (answer.type !== "refs") throw refused(remote, ref, answer);
  if (known && expected === oid) return { outcome: "already-there", remote, ref, oid, seq: null };
  const intent = { holder: context.world.proc.self(), remote, ref, oid, expected };
  const begun = await takeStep(context, { type: "publish.pushing", data: intent }, changedAt);
  const outcome = await port.push({ remote, oid, ref, expected, hooks: "run" });
  const told = { remote, ref, oid };
  if (outcome.type === "pushed" || outcome.type === "already-there") {
    const data = { ...told, outcome: outcome.type, seen: oid, detail: "" };
    return { ...told, outcome: outcome.type, seq: await takeStep(context, { type: "publish.pushed", data }, begun) };
  }
  const unknown = outcome.type === "dropped" && outcome.seen === undefined;
  const failure = refused(remote, ref, outcome);
  const seen = "seen" in outcome ? (outcome.seen ?? null) : "theirs" in outcome ? outcome.theirs : null;
  const data = { ...told, outcome: unknown ? ("unknown" as const) : ("refused" as const), seen, detail: failure.message };
  await takeStep(context, { type: "publish.pushed", data }, begun);
  throw failure;
}

type Failed = Exclude<PushOutcome, { type: "pushed" | "already-there" }>;

function refused(remote: string, ref: string, outcome: Failed): MillraceError {
  const about = { remote, ref };
  const no = (problem: string, fix: string) => new MillraceError("publish.push-refused", { ...about, problem, fix });
  const credentials = "Give a credential helper what it needs, or set MILLRACE_GIT_USERNAME and MILLRACE_GIT_PASSWORD";
  switch (outcome.type) {
    case "non-fast-forward":
      return no(
        `it is at ${outcome.theirs ?? "nothing"}, from which this does not go on`,
        "millrace publish preflight says what is there; fetch it into the staging worktree, and publish anew",
      );
    case "refused-by-hook":
      return no(
        `${outcome.where === "remote" ? "the server" : "the pre-push hook"} refused: ${outcome.message}`,
        "Mend what it asks for, and publish anew",
      );
    case "auth-needed":
    case "auth-failed":
      return no(remoteProblem(outcome), credentials);
    case "unreachable":
      return no(remoteProblem(outcome), "See to the connection, then: millrace publish push");
    case "unknown-transport":
      return no(remoteProblem(outcome), "Install git, or use a remote by HTTPS");
    case "not-confirmed":
      return no(`it said yes, but holds ${outcome.seen ?? "nothing"}`, "See what moved it there, then: millrace publish preflight");
    case "dropped":
      return outcome.seen === undefined
        ? new MillraceError("publish.push-unknown", { ...about, problem: outcome.problem })
        : no(`the connection was lost, and it holds ${outcome.seen ?? "nothing"}`, "millrace publish push");
  }
}
