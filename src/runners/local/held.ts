import type { Clock } from "../../kernel/ports/clock.ts";

/**
 * Waits for a child's end, for at most `millis` or until the signal aborts. Children are unreferenced, so that they never
 * keep a runtime from ending: the timer is what keeps it here while somebody waits.
 */
export async function held(clock: Clock, end: Promise<unknown>, millis: number, signal?: AbortSignal): Promise<void> {
  const over = new AbortController();
  await Promise.race([end, clock.sleep(millis, signal ? AbortSignal.any([signal, over.signal]) : over.signal)]);
  over.abort();
}
