import { requestHash } from "../../runners/request-hash.ts";
import { required } from "../../state/require.ts";
import { adopt } from "./adopt.ts";
import { buildRequest } from "./build-request.ts";
import { changedPaths } from "./changed-paths.ts";
import type { EffectContext } from "./context.ts";
import { finishAttempt } from "./finish-attempt.ts";
import { submit } from "./submit.ts";

/** Launches a runner for the visit that is due: the intent is durable before anything starts, and exactly one outcome follows. */
export async function attempt(context: EffectContext, id: string): Promise<void> {
  const { store, dispatch, trees } = context;
  const tree = await trees.record();
  if (context.signal.aborted) return;
  const run = required(store.state.runs, id, "run");
  const request = buildRequest(context, run, tree, run.failed?.since ? await changedPaths(trees, run.failed.since, tree) : []);
  // Somebody edited since the last stage: otherwise the tree is kept already, as that which the last stage left.
  if (run.tree?.id !== tree.id) await trees.keep([{ name: `runs/${id}/${request.visit}.${request.try}.before`, tree }]);
  const ref = { attempt: request.attempt, directory: request.directory, requestHash: requestHash(request) };
  const { visit, try: number, runner, resume } = request;
  const how = { runner: runner.name, model: runner.model, session: resume?.session ?? null };
  submit(store, { type: "requestAttempt", run: id, visit, try: number, request: ref.requestHash, tree, ...how });
  // What its item has left to spend may have ended the run instead.
  if (store.state.runs.get(id)?.attempt?.id !== ref.attempt) return;
  const answer = await dispatch.start({ ...ref, kind: "stage", epoch: store.state.epoch, request });
  switch (answer.type) {
    case "started": {
      const { pid, started } = answer.identity;
      submit(store, { type: "startedAttempt", run: id, attempt: ref.attempt, pid, started });
      return finishAttempt(context, id, ref);
    }
    case "refused":
      return adopt(context, id);
    case "failed":
      return reportUnlaunched(context, id, ref.attempt, answer.detail, tree);
  }
}

function reportUnlaunched(
  context: EffectContext,
  run: string,
  attempt: string,
  detail: string,
  tree: Parameters<typeof buildRequest>[2],
): void {
  const report = {
    claimed: null,
    failure: "spawn_failed",
    detail,
    exit: null,
    signal: null,
    millis: 0,
    outputBytes: 0,
    usage: null,
    artifacts: [],
    summary: "",
  } as const;
  submit(context.store, {
    type: "endedAttempt",
    run,
    attempt,
    report: { ...report, artifacts: [] },
    tree,
    changed: [],
    protectedChanged: [],
  });
}
