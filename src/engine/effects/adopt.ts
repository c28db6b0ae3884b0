import { required } from "../../state/require.ts";
import { attemptDirectory } from "./attempt-directory.ts";
import type { EffectContext } from "./context.ts";
import { finishAttempt } from "./finish-attempt.ts";
import { submit } from "./submit.ts";

/** Settles an attempt that an earlier owner ordered: re-adopts it while it runs, takes its result, or accounts for its loss. */
export async function adopt(context: EffectContext, id: string): Promise<void> {
  const run = required(context.store.state.runs, id, "run");
  const attempt = run.attempt;
  if (!attempt) return;
  const ref = { attempt: attempt.id, directory: attemptDirectory(id, attempt.id), requestHash: attempt.request };
  const seen = await context.dispatch.look(ref);
  if (seen.type === "unclaimed") {
    // The claim is taken for nobody, so that no supervisor of the earlier owner can start it later.
    if (!(await context.dispatch.forbid(ref, context.store.state.epoch))) return;
    const detail = "the attempt was ordered but never launched";
    submit(context.store, { type: "lostAttempt", run: id, attempt: attempt.id, failure: "never_launched", detail });
    return;
  }
  if (seen.type === "running" && run.phase === "launching") {
    const { pid, started } = seen.identity;
    submit(context.store, { type: "startedAttempt", run: id, attempt: attempt.id, pid, started });
  }
  await finishAttempt(context, id, ref);
}
