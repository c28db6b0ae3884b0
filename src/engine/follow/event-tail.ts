import type { EventEnvelope } from "../../events/envelope.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { World } from "../../kernel/world.ts";
import { logStart } from "../../log/log-start.ts";
import type { LogPosition } from "../../log/position.ts";
import type { ReadEnd } from "../../log/read-log.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { refuseArchived } from "../archives-of.ts";
import { readEvents } from "../read-events.ts";
import { positionBefore } from "./position-before.ts";

/** Events that are read for one follower before others get their turn. */
const CHUNK = 500;
/** The newest events, which all who follow share. */
const KEPT = 4096;
/** Milliseconds after which a follower hears that there is nothing new, and the log is looked at without a hint. */
const SILENCE = 15_000;
const LOOK_EVERY = 1000;

/** The newest events of the log, read once for all who follow. `base` is the sequence before the first of them. */
interface Shared {
  base: number;
  events: EventEnvelope[];
  head: LogPosition;
}

/** Follows a log in any process, with or without its owner. Reads it only while somebody follows. */
export class EventTail {
  readonly #world: World;
  readonly #root: string;
  readonly #wakers = new Set<() => void>();
  #shared: Shared | null = null;
  #stale = false;
  #beats = 0;
  #followers = 0;

  constructor(world: World, root: string) {
    this.#world = world;
    this.#root = root;
  }

  /** Something may have been appended. */
  hint(): void {
    this.#stale = true;
    this.#beats += 1;
    for (const wake of this.#wakers) wake();
  }

  /**
   * All events after `after`, in order, none left out and none twice, until `signal` aborts. The first piece comes once that
   * place is reached; an empty piece says that there is still nothing new. Throws `api.ahead`, `log.corrupt` or `log.newer`.
   */
  async *follow(after: number, signal: AbortSignal): AsyncGenerator<readonly EventEnvelope[]> {
    let seq = after;
    if (after > 0) refuseArchived(this.#world.fs, this.#root, { seq: after + 1 });
    let position = positionBefore(this.#world.fs, this.#root, after);
    let reached = false;
    this.#followers += 1;
    try {
      while (!signal.aborted) {
        const beat = this.#beats;
        const shared = this.#sharedAfter(seq);
        const own = shared === null ? this.#read(position, seq) : null;
        const events = shared ?? own?.events ?? [];
        if (own) position = own.head;
        if (own?.atEnd && events.length === 0) {
          if (position.seq < seq) throw new MillraceError("api.ahead", { after: seq, head: position.seq });
          this.#shared ??= { base: position.seq, events: [], head: position };
        }
        seq = events.at(-1)?.seq ?? seq;
        if (events.length > 0) yield events;
        else if (own && !own.atEnd) await this.#world.clock.sleep(0);
        else {
          if (!reached || !(await this.#news(beat, signal))) yield [];
          reached = true;
        }
      }
    } finally {
      this.#followers -= 1;
      if (this.#followers === 0) this.#shared = null;
    }
  }

  /** What the shared events have after `seq`; null when they begin later. */
  #sharedAfter(seq: number): EventEnvelope[] | null {
    if (this.#shared === null) return null;
    // One who reads for itself may have come further than those who share.
    if (this.#stale || seq > this.#shared.head.seq) this.#refresh(this.#shared);
    const { base, events, head } = this.#shared;
    if (seq > head.seq) throw new MillraceError("api.ahead", { after: seq, head: head.seq });
    if (seq < base) return null;
    let from = events.length;
    while (from > 0 && (events[from - 1]?.seq ?? 0) > seq) from -= 1;
    return events.slice(from);
  }

  #refresh(shared: Shared): void {
    this.#stale = false;
    const read = readEvents(this.#world, this.#root, { from: shared.head, onEvent: (event) => shared.events.push(event) });
    shared.head = read.head;
    refuseBroken(read.end);
    const surplus = shared.events.splice(0, Math.max(0, shared.events.length - KEPT));
    shared.base = surplus.at(-1)?.seq ?? shared.base;
  }

  #read(from: LogPosition, after: number): { events: EventEnvelope[]; head: LogPosition; atEnd: boolean } {
    const events: EventEnvelope[] = [];
    const onEvent = (event: EventEnvelope): void => {
      if (event.seq > after) events.push(event);
    };
    // Of a log that was pruned the first event has another sequence.
    const begin = from.seq === 0 ? (logStart(this.#world.fs, layoutOf(this.#root).log)?.seq ?? 0) : from.seq;
    const { head, end } = readEvents(this.#world, this.#root, { from, to: begin + CHUNK, onEvent });
    refuseBroken(end);
    return { events, head, atEnd: end.kind !== "reached" };
  }

  /** Waits for a hint after the beat; false when it was silent for long. */
  async #news(beat: number, signal: AbortSignal): Promise<boolean> {
    const { clock } = this.#world;
    const until = clock.monotonic() + SILENCE;
    while (!signal.aborted && this.#beats === beat) {
      const over = new AbortController();
      const wake = (): void => over.abort();
      this.#wakers.add(wake);
      signal.addEventListener("abort", wake, { once: true });
      await clock.sleep(LOOK_EVERY, over.signal);
      signal.removeEventListener("abort", wake);
      this.#wakers.delete(wake);
      if (over.signal.aborted) continue;
      this.#stale = true;
      if (this.#shared && (this.#sharedAfter(this.#shared.head.seq)?.length ?? 1) > 0) return true;
      if (clock.monotonic() >= until) return false;
    }
    return true;
  }
}

function refuseBroken(end: ReadEnd): void {
  switch (end.kind) {
    case "whole":
    case "reached":
    case "torn":
      return;
    case "corrupt":
      throw new MillraceError("log.corrupt", { segment: end.segment, offset: end.offset, seq: end.seq, problem: end.problem });
    case "newer":
      throw new MillraceError("log.newer", { type: end.type, tv: end.tv, seq: end.seq });
    case "unanchored":
      throw new MillraceError("log.corrupt", { segment: "", offset: 0, seq: 0, problem: end.problem });
  }
}
