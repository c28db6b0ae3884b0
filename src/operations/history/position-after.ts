import type { AnyEvent } from "../../events/event.ts";

/** Where a run stands in its loop after these events of it: the stage or final state, and its counters. */
export function positionAfter(events: readonly AnyEvent[]): { stage: string; counters: Record<string, number> } {
  let stage = "";
  let counters: Record<string, number> = {};
  for (const event of events) {
    if (event.type === "run.started")
      ({
        stage,
        context: { counters },
      } = event.data.position);
    else if (event.type === "run.moved")
      ({
        stage,
        context: { counters },
      } = event.data.to);
    else if (event.type === "run.concluded") [stage, counters] = [event.data.final, event.data.context.counters];
  }
  return { stage, counters };
}
