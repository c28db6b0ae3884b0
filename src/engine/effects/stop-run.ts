import { attemptDirectory } from "./attempt-directory.ts";
import type { EffectContext } from "./context.ts";
import { SHORT_GRACE } from "./stopped-now.ts";
import { submit } from "./submit.ts";

/**
 * Ends a run for which an effect failed: its processes first, then the run, whose item is blocked with the reason. One that was
 * committing may have done so: that is left to an operator.
 */
export async function stopRun({ store, dispatch }: EffectContext, id: string, error: Error): Promise<void> {
  const run = store.state.runs.get(id);
  if (!run) return;
  const { attempt } = run;
  if (attempt) await dispatch.stop({ attempt: attempt.id, directory: attemptDirectory(id, attempt.id) }, SHORT_GRACE);
  const detail = error.message.slice(0, DETAIL_KEPT);
  if (run.phase === "delivering" && run.delivery !== null)
    submit(store, { type: "settleDelivery", run: id, settled: { outcome: "unknown", commit: null, detail } });
  else submit(store, { type: "failRun", run: id, detail });
}

/** Characters of what failed. */
const DETAIL_KEPT = 2000;
