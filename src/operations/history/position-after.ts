import type { AnyEvent } from "../../events/event.ts";

/** A place in a loop: the stage or final state, and its counters. */
export interface LoopPosition {
  stage: string;
  counters: Record<string, number>;
}

const BEFORE: LoopPosition = { stage: "", counters: {} };

/** Where a run stands in its loop after these events of it; `from` is where it stood before them. */
export function positionAfter(events: readonly AnyEvent[], from: LoopPosition = BEFORE): LoopPosition {
  return events.reduce(step, from);
}

function step(position: LoopPosition, event: AnyEvent): LoopPosition {
  switch (event.type) {
    case "run.started":
      return { stage: event.data.position.stage, counters: event.data.position.context.counters };
    case "run.moved":
      return { stage: event.data.to.stage, counters: event.data.to.context.counters };
    case "run.concluded":
      return { stage: event.data.final, counters: event.data.context.counters };
    default:
      return position;
  }
}
