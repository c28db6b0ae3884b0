import { required } from "../../state/require.ts";
import type { EffectContext } from "./context.ts";
import { submit } from "./submit.ts";

/** Waits for a run's timer: by wall time, but never longer than its duration, whatever the clock does. */
export async function wait(context: EffectContext, id: string): Promise<void> {
  const { waiting } = required(context.store.state.runs, id, "run");
  if (!waiting) return;
  const left = Math.min(Math.max(0, waiting.dueAt - context.clock.wall()), waiting.after);
  await context.clock.sleep(left, context.signal);
  if (context.signal.aborted) return;
  submit(context.store, { type: "fireTimer", run: id, timer: waiting.timer });
}
