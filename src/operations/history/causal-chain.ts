import { readEvents } from "../../engine/read-events.ts";
import type { EventEnvelope } from "../../events/envelope.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { World } from "../../kernel/world.ts";
import { sentenceOf } from "./sentence.ts";

/** What only says that a run goes on; the chain leads through it without naming it. */
const PASSING: ReadonlySet<string> = new Set(["attempt.started", "attempt.requested", "delivery.intended", "timer.fired"]);

/** The chain of causes that led to the latest event about a run or an item, oldest first. Throws `item.unknown`. */
export function causalChain(world: World, root: string, subject: string) {
  const known = new Set<string>();
  let isRun = false;
  let latest = 0;
  const { head } = readEvents(world, root, {
    onEvent(event) {
      if (event.type === "item.added" || event.type === "item.imported") known.add(event.subject);
      else if ((event.type === "run.started" || event.type === "run.imported") && event.run !== undefined) known.add(event.run);
      if (event.run === subject) isRun = true;
      if (event.run === subject || event.subject === subject) latest = event.seq;
    },
  });
  if (latest === 0 || !known.has(subject)) throw new MillraceError("item.unknown", { item: subject, near: nearest(subject, known) });
  const all = ancestors(world, root, latest);
  const told = all.filter((event, index) => index === all.length - 1 || !PASSING.has(event.type));
  const last = all.at(-1);
  return {
    asOf: head.seq,
    durable: head.durable,
    subject,
    kind: isRun ? ("run" as const) : ("item" as const),
    answer: last === undefined ? "" : sentenceOf(last),
    chain: told.map((event) => ({ seq: event.seq, time: event.time, type: event.type, cause: event.cause, text: sentenceOf(event) })),
  };
}

/**
 * The event and its chain of causes, oldest first. One pass finds who caused whom by numbers alone, a second one takes
 * the events themselves, so that memory does not grow with the data of the log.
 */
function ancestors(world: World, root: string, seq: number): EventEnvelope[] {
  const causes: number[] = [];
  readEvents(world, root, {
    to: seq,
    onEvent(event) {
      causes[event.seq] = event.cause;
    },
  });
  const wanted = new Set<number>();
  for (let at = seq; at > 0 && !wanted.has(at); at = causes[at] ?? 0) wanted.add(at);
  const chain: EventEnvelope[] = [];
  readEvents(world, root, {
    to: seq,
    onEvent(event) {
      if (wanted.has(event.seq)) chain.push(event);
    },
  });
  return chain;
}
