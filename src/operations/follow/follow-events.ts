import { positionBefore } from "../../engine/follow/position-before.ts";
import { readEvents } from "../../engine/read-events.ts";
import type { EventEnvelope } from "../../events/envelope.ts";
import type { EventData } from "../../events/event.ts";
import type { World } from "../../kernel/world.ts";
import { listSegments } from "../../log/layout.ts";
import type { LogPosition } from "../../log/position.ts";
import type { ReadEnd } from "../../log/read-log.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { looksAt } from "./looks.ts";

/** Milliseconds after which the log is looked at without a hint. */
const LOOK_EVERY = 250;

export interface FollowOrder {
  world: World;
  root: string;
  /** The last event that is known already. */
  from: LogPosition;
  signal: AbortSignal;
  onEvent(event: EventEnvelope): void;
  /** Something that keeps it from reading on, or a log that was replaced. Told once each. */
  onNote(text: string): void;
}

/**
 * Hands out every event after `from` as it is appended, across segments and repairs, until the signal aborts; gives the last
 * sequence. A damaged or missing log is told and waited for: a repair puts a sound one in its place.
 */
export async function followEvents({ world, root, from, signal, onEvent, onNote }: FollowOrder): Promise<number> {
  const { log } = layoutOf(root);
  const looks = looksAt([log], world.clock, signal);
  let position = from;
  let told: string | null = null;
  try {
    do {
      const { head, end } = readEvents(world, root, { from: position, onEvent });
      const problem = problemOf(end);
      if (end.kind === "unanchored") {
        const anew = placeAfterReplacement(world, root, position.seq);
        if (anew === null) continue;
        if (anew.seq < position.seq) onNote(`The log was replaced: it now goes on after event ${anew.seq}`);
        position = anew;
        told = null;
        continue;
      }
      position = { seq: head.seq, hash: head.hash, segment: head.segment, offset: head.offset };
      if (problem !== null && problem !== told) onNote(problem);
      told = problem;
    } while (await looks.next(told === null ? LOOK_EVERY : LOOK_EVERY * 4));
    return position.seq;
  } finally {
    looks.close();
  }
}

/**
 * The last event that a log has in common with the one that was read up to `seq`: that which the latest repair names as the last
 * good one, else `seq` itself or the last before it. Null while there is no log.
 */
function placeAfterReplacement(world: World, root: string, known: number): LogPosition | null {
  if (listSegments(world.fs, layoutOf(root).log).length === 0) return null;
  let lastGood = known;
  readEvents(world, root, {
    onEvent(event) {
      if (event.type === "log.salvaged") lastGood = (event.data as EventData<"log.salvaged">).lastGood;
    },
  });
  const seq = Math.min(known, lastGood);
  const { head, end } = readEvents(world, root, { from: positionBefore(world.fs, root, seq), to: seq, onEvent: () => undefined });
  return end.kind === "unanchored" || head.seq === 0
    ? null
    : { seq: head.seq, hash: head.hash, segment: head.segment, offset: head.offset };
}

function problemOf(end: ReadEnd): string | null {
  switch (end.kind) {
    case "corrupt":
      return `The log is damaged at byte ${end.offset} of ${end.segment}, event ${end.seq}: ${end.problem}`;
    case "newer":
      return `Event ${end.seq} is of type ${end.type}, which this version does not know; nothing after it can be told`;
    default:
      return null;
  }
}
