import type { FrozenLoop } from "../../../machines/loop/frozen-loop.ts";
import { SpanTracker } from "../../engine/inspect/span-tracker.ts";
import { beginningState } from "../../engine/load-state.ts";
import { readEvents } from "../../engine/read-events.ts";
import type { EventEnvelope } from "../../events/envelope.ts";
import type { AnyEvent } from "../../events/event.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";
import { createRedactor } from "../../runners/redact.ts";
import { evolve } from "../../state/evolve.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { iso } from "../iso.ts";
import { planOf } from "../view/current-plan.ts";
import { damageOf } from "./damage-of.ts";
import type { RunStory } from "./events-of-asked.ts";
import { FileWriter } from "./file-writer.ts";
import { EVENTS_CLOSE, EVENTS_OPEN, eventRow } from "./html/event-rows.ts";
import { pageFoot, pageHead } from "./html/page.ts";
import { runSection } from "./html/run-section.ts";
import { type Pen, penOf } from "./html/words.ts";
import { laidOut, timelineOf } from "./timeline-of.ts";

export interface Exported {
  asOf: number;
  runs: number;
  events: number;
  bytes: number;
  /** How the log goes on behind what could be read; null where it is known to its end. */
  damage: string | null;
}

/** Writes one run as a page that needs nothing else. */
export function exportRun(world: World, root: string, story: RunStory, path: string): Exported {
  const { run, events, asOf } = story;
  const timeline = timelineOf(world, root, story);
  const pen = penOf(createRedactor(world.env));
  const section = runSection(pen, { events, timeline, loop: loopOf(world, root, events) });
  const about = `Run of "${timeline.item}"; ${events.length} events, from ${events[0]?.time} to ${events.at(-1)?.time}.`;
  const bytes = writing(world, path, (file) => {
    file.write(pageHead(pen, `Millrace run ${run}`, about));
    file.write(section);
    file.write(pageFoot(pen, asOf, iso(world.clock.wall())));
  });
  return { asOf, runs: 1, events: events.length, bytes, damage: damageOf(story.end) };
}

/** Writes the whole workspace: every run, then every event. Holds the events of live runs only, so it is bounded by what is under way. */
export function exportAll(world: World, root: string, path: string): Exported {
  const pen = penOf(createRedactor(world.env));
  const told: Exported = { asOf: 0, runs: 0, events: 0, bytes: 0, damage: null };
  told.bytes = writing(world, path, (file) => {
    file.write(
      pageHead(
        pen,
        "Millrace workspace",
        "Every run in the order in which they ended, live ones last, then every event of no run. The time of a run is told from its start.",
      ),
    );
    told.runs = writeRuns(world, root, pen, file);
    file.write(`<h2>Events of no run</h2>${EVENTS_OPEN}`);
    const { head, end, events } = readEvents(world, root, {
      onEvent(event) {
        if (event.run === undefined) file.write(eventRow(pen, event));
      },
    });
    told.asOf = head.seq;
    told.events = events;
    told.damage = damageOf(end);
    file.write(EVENTS_CLOSE + pageFoot(pen, head.seq, iso(world.clock.wall())));
  });
  return told;
}

/** One pass: a run is written when it is over and something else happens. */
function writeRuns(world: World, root: string, pen: Pen, file: FileWriter): number {
  const state = beginningState(world.fs, layoutOf(root).log);
  const live = new Map<string, { events: AnyEvent[]; tracker: SpanTracker }>();
  let runs = 0;
  const write = (run: string): void => {
    const { events, tracker } = live.get(run) ?? {};
    if (!events || !tracker) return;
    live.delete(run);
    runs += 1;
    const timeline = laidOut(tracker.spans(tracker.over ? 0 : world.clock.wall()));
    file.write(runSection(pen, { events, timeline, loop: loopOf(world, root, events) }));
  };
  const early = new Map<string, EventEnvelope>();
  readEvents(world, root, {
    onEvent(event) {
      evolve(state, event);
      for (const [run, { tracker }] of live) if (tracker.over && event.run !== run) write(run);
      const { run } = event;
      if (run !== undefined && event.type === "run.started") {
        const claim = early.get(run);
        live.set(run, { events: claim ? [claim as AnyEvent] : [], tracker: new SpanTracker(event.subject, run) });
        early.delete(run);
      } else if (run !== undefined && event.type === "item.moved" && !live.has(run)) early.set(run, event);
      if (run !== undefined) live.get(run)?.events.push(event as AnyEvent);
      for (const { tracker } of live.values()) tracker.take(state, event);
    },
  });
  for (const run of [...live.keys()]) write(run);
  return runs;
}

function loopOf(world: World, root: string, events: readonly AnyEvent[]): FrozenLoop | null {
  const started = events.find((event) => event.type === "run.started");
  if (started?.type !== "run.started") return null;
  try {
    return planOf(world, root, started.data.plan).loops[started.data.loop] ?? null;
  } catch (error) {
    if (error instanceof MillraceError) return null;
    throw error;
  }
}

function writing(world: World, path: string, write: (file: FileWriter) => void): number {
  const file = new FileWriter(world.fs, path);
  try {
    write(file);
    return file.finish();
  } catch (error) {
    file.discard();
    throw error;
  }
}
