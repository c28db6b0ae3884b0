import type { SpanKind } from "../../engine/inspect/span.ts";
import { SPAN_KINDS, type Span } from "../../engine/inspect/span.ts";
import { SpanTracker } from "../../engine/inspect/span-tracker.ts";
import { beginningState } from "../../engine/load-state.ts";
import { readEvents } from "../../engine/read-events.ts";
import type { World } from "../../kernel/world.ts";
import { evolve } from "../../state/evolve.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { iso } from "../iso.ts";
import type { RunStory } from "./events-of-asked.ts";

/** What a run spent its time on, from when its item was queued for it. */
export function timelineOf(world: World, root: string, { run, events }: RunStory) {
  const item = events.find(({ type }) => type === "run.started")?.subject ?? "";
  const tracker = new SpanTracker(item, run);
  const state = beginningState(world.fs, layoutOf(root).log);
  // What went to the item's earlier runs is not this one's.
  const previous = events.find((event) => event.type === "run.started")?.data as { previous: string | null } | undefined;
  let follows = previous?.previous === null || previous === undefined || state.finishedRuns.has(previous.previous);
  const { head } = readEvents(world, root, {
    onEvent(event) {
      evolve(state, event);
      if (follows) tracker.take(state, event);
      else if (event.type === "run.finished" && event.run === previous?.previous) follows = true;
    },
  });
  const spans = tracker.spans(tracker.over ? 0 : world.clock.wall());
  return { asOf: head.seq, durable: head.durable, run, item, live: !tracker.over, ...laidOut(spans) };
}

/** Spans as surfaces show them, with what each kind came to. */
export function laidOut(spans: readonly Span[]) {
  const first = spans[0];
  const last = spans.at(-1);
  const from = first?.from ?? 0;
  return {
    from: first ? iso(first.from) : null,
    to: last ? iso(last.from + last.millis) : null,
    millis: last ? last.from + last.millis - from : 0,
    totals: totalsOf(spans),
    spans: spans.map(({ kind, what, stage, seq, from: start, millis }) => ({
      kind,
      what,
      stage,
      seq,
      from: iso(start),
      after: start - from,
      millis,
    })),
  };
}

function totalsOf(spans: readonly Span[]): { kind: SpanKind; millis: number }[] {
  return SPAN_KINDS.map((kind) => ({
    kind,
    millis: spans.filter((span) => span.kind === kind).reduce((sum, { millis }) => sum + millis, 0),
  })).filter(({ millis }) => millis > 0);
}
