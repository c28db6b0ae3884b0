import { matchingPaths } from "../../kernel/matching-paths.ts";
import type { AttemptRef, EndAnswer } from "../../runners/contract/stage-dispatch.ts";
import type { Conversation } from "../../runners/contract/stage-report.ts";
import type { Usage } from "../../runners/contract/usage.ts";
import { required } from "../../state/require.ts";
import type { Run } from "../../state/run.ts";
import { changedPaths } from "./changed-paths.ts";
import type { EffectContext } from "./context.ts";
import { DETACHED } from "./detached.ts";
import { outsidePaths } from "./outside-paths.ts";
import { pathsOfOthers } from "./paths-of-others.ts";
import { SHORT_GRACE, STOPPED_NOW } from "./stopped-now.ts";
import { submit } from "./submit.ts";
import { takeInWork } from "./take-in-work.ts";

/** Waits for the end of a launched attempt and reports it with the tree that it left; a stop ends its whole tree of processes. */
export async function finishAttempt(context: EffectContext, id: string, ref: AttemptRef): Promise<void> {
  const { store, trees } = context;
  const ended = await awaitEnd(context, id, ref);
  if (ended === "interrupted") {
    const told = await toldBy(context, ref);
    submit(store, {
      type: "lostAttempt",
      run: id,
      attempt: ref.attempt,
      failure: "interrupted",
      detail: "stopped by the operator",
      ...told,
    });
    return;
  }
  if (ended.type === "gone") {
    const told = conversationOf(ended);
    submit(store, { type: "lostAttempt", run: id, attempt: ref.attempt, failure: "supervisor_lost", detail: ended.detail, ...told });
    return;
  }
  const { failure, detail } = ended.report;
  // A supervisor says so where the owner that asked it to stop, or the whole machine's end, left no owner to record it. A session
  // that the harness does not know is as little a result: the next attempt begins its own.
  if (failure === "interrupted" || failure === "session_unknown") {
    submit(store, { type: "lostAttempt", run: id, attempt: ref.attempt, failure, detail, ...conversationOf(ended.report) });
    return;
  }
  const run = required(store.state.runs, id, "run");
  const tree = await trees.record();
  await trees.keep([{ name: `runs/${id}/${ref.attempt.slice(id.length + 1)}`, tree }]);
  const changed = run.tree === null ? [] : await changedPaths(trees, run.tree, tree);
  const { plan } = store.plans.get(run.plan);
  const protectedChanged = matchingPaths(plan.evidence.protected, changed);
  const refused = ended.report.failure === null ? takeInWork(context, run, ref) : [];
  submit(store, {
    type: "endedAttempt",
    run: id,
    attempt: ref.attempt,
    report: refused.length === 0 ? ended.report : { ...ended.report, detail: `not taken in: ${refused.join("; ")}`.slice(0, DETAIL_KEPT) },
    tree,
    changed: changed.slice(0, CHANGED_KEPT),
    protectedChanged,
    ...outsideOf(context, run, changed),
  });
}

/** After a stop a supervisor has written its outcome: so long is it waited for, where something cannot be ended at all. */
const LAST_WORD_MILLIS = 2000;

/** What is known of the conversation of an attempt that was stopped, so that it can be gone on with. */
async function toldBy({ dispatch, clock }: EffectContext, ref: AttemptRef): Promise<Told> {
  const answer = new AbortController();
  const late = clock.sleep(LAST_WORD_MILLIS, answer.signal).then(() => null);
  const ended = await Promise.race([dispatch.ended(ref, answer.signal).catch(ifAborted(answer.signal)), late]);
  answer.abort();
  return ended === null ? {} : conversationOf(ended.type === "ended" ? ended.report : ended);
}

function ifAborted(signal: AbortSignal): (error: unknown) => null {
  return (error) => {
    if (signal.aborted) return null;
    throw error;
  };
}

type Told = Conversation & { usage?: Usage | null | undefined };

function conversationOf({ usage, session, model, sessionUsage }: Told): Told {
  return { usage, session, model, sessionUsage };
}

/** Nothing where the item declares no paths: it may then change everything. */
function outsideOf({ store: { state } }: EffectContext, run: Run, changed: readonly string[]): { outsideChanged?: string[] } {
  const { paths } = required(state.items, run.item, "item").fields;
  if (paths.length === 0) return {};
  return { outsideChanged: outsidePaths(changed, [...paths, ...pathsOfOthers(state, run)]).slice(0, CHANGED_KEPT) };
}

/** Characters of a detail; the attempt's directory has the rest. */
const DETAIL_KEPT = 2000;

/** More changed paths than this are not listed in the event; the trees have them all. */
const CHANGED_KEPT = 200;

/** Beyond its own limit a supervisor has this long to end an attempt, before its owner does: a stage may have suspended it. */
const OVERDUE_MILLIS = 60_000;

async function awaitEnd(context: EffectContext, id: string, ref: AttemptRef): Promise<EndAnswer | "interrupted"> {
  const { dispatch, signal, store } = context;
  const run = required(store.state.runs, id, "run");
  const binding = store.plans.get(run.plan).plan.stages[`${run.loop}/${run.position.stage}`];
  const grace = binding?.graceSeconds ?? 5;
  const overdue = new AbortController();
  const settled = new AbortController();
  const limit = ((binding?.timeoutSeconds ?? 0) + grace) * 1000 + OVERDUE_MILLIS;
  void context.clock.sleep(limit, settled.signal).then(() => overdue.abort());
  try {
    return await dispatch.ended(ref, AbortSignal.any([signal, overdue.signal]));
  } catch (error) {
    if (overdue.signal.aborted && !signal.aborted) {
      await dispatch.stop(ref, grace * 1000);
      return { type: "gone", detail: "it went on beyond its time limit, and its supervisor did not end it" };
    }
    if (!signal.aborted || signal.reason === DETACHED) throw error;
  } finally {
    settled.abort();
  }
  await dispatch.stop(ref, signal.reason === STOPPED_NOW ? Math.min(SHORT_GRACE, grace * 1000) : grace * 1000);
  return "interrupted";
}
