import { refuseArchived } from "../../engine/archives-of.ts";
import { readEvents } from "../../engine/read-events.ts";
import type { EventEnvelope } from "../../events/envelope.ts";
import type { AnyEvent } from "../../events/event.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { World } from "../../kernel/world.ts";
import type { ReadEnd } from "../../log/read-log.ts";
import { damageOf } from "../inspect/damage-of.ts";

/**
 * All events of one run, in order, read by one pass over the log. Throws `run.unknown` with the run that was probably meant,
 * `run.imported` for one of which this log has only a line.
 */
export function eventsOfRun(world: World, root: string, run: string): { events: AnyEvent[]; asOf: number; durable: number; end: ReadEnd } {
  const events: AnyEvent[] = [];
  const runs = new Set<string>();
  const { head, end } = readEvents(world, root, {
    onEvent(event: EventEnvelope) {
      if (event.run === run) events.push(event as AnyEvent);
      else if (event.type === "run.started" && event.run !== undefined) runs.add(event.run);
    },
  });
  const imported = events.find((event) => event.type === "run.imported");
  if (imported?.type === "run.imported") throw new MillraceError("run.imported", { run, ...imported.data });
  if (!events.some(({ type }) => type === "run.started")) refuseArchived(world.fs, root, { run });
  if (events.length === 0) throw new MillraceError("run.unknown", { run, near: nearest(run, runs), cut: damageOf(end) });
  return { events, asOf: head.seq, durable: head.durable, end };
}
