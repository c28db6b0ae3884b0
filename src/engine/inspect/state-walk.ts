import type { EventEnvelope } from "../../events/envelope.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import type { LogPosition } from "../../log/position.ts";
import type { ReadEnd } from "../../log/read-log.ts";
import { evolve } from "../../state/evolve.ts";
import { decodeState, encodeState } from "../../state/snapshot.ts";
import { initialState, type State } from "../../state/state.ts";
import { readEvents } from "../read-events.ts";

/** A place from which folding can begin again. The state is text, because folding changes the objects in place. */
interface Mark {
  position: LogPosition | null;
  state: string;
}

/** Events that are held at a time. */
const CHUNK = 8192;
const MOST_MARKS = 12;

/**
 * Walks a log forward and back, with the state as of each event. It holds one chunk of events and a dozen states, however
 * long the log is, and needs no owner. A log that grows meanwhile is seen growing.
 */
export class StateWalk {
  readonly #world: { fs: Fs };
  readonly #root: string;
  /** Ascending; the first one is the beginning of the log. */
  #marks: Mark[] = [{ position: null, state: JSON.stringify(encodeState(initialState())) }];
  #base: Mark = this.#marks[0] as Mark;
  #events: EventEnvelope[] = [];
  /** How many of the chunk are folded. */
  #folded = 0;
  #state: State = initialState();
  #head: LogPosition | null = null;
  #end: ReadEnd = { kind: "whole" };

  constructor(world: { fs: Fs }, root: string) {
    this.#world = world;
    this.#root = root;
  }

  /** As of the latest event that was walked over. Not to be kept: the next step changes it in place. */
  get state(): State {
    return this.#state;
  }

  /** The latest event that was walked over; null before the first. */
  get event(): EventEnvelope | null {
    return this.#events[this.#folded - 1] ?? null;
  }

  /** Why the last reading ended. */
  get end(): ReadEnd {
    return this.#end;
  }

  /** Folds the next event; null at the end of what can be read. */
  next(): EventEnvelope | null {
    if (this.#folded === this.#events.length && !this.#load()) return null;
    const event = this.#events[this.#folded] as EventEnvelope;
    evolve(this.#state, event);
    this.#folded += 1;
    return event;
  }

  /** The event that `next` would fold. */
  peek(): EventEnvelope | null {
    if (this.#folded === this.#events.length && !this.#load()) return null;
    return this.#events[this.#folded] ?? null;
  }

  /** Stands as of `seq`, or as of the last event that can be read before it. */
  goTo(seq: number): void {
    if (seq < this.#state.seq) this.#return(seq);
    for (let next = this.peek(); next && next.seq <= seq; next = this.peek()) this.next();
  }

  #return(seq: number): void {
    const inChunk = seq >= (this.#base.position?.seq ?? 0);
    if (!inChunk) {
      this.#base = this.#marks.findLast(({ position }) => (position?.seq ?? 0) <= seq) as Mark;
      this.#events = [];
      this.#head = this.#base.position;
    }
    this.#state = decodeState(JSON.parse(this.#base.state));
    this.#folded = 0;
  }

  /** Reads the chunk that follows; whole batches are handed out, so it may be a little longer. */
  #load(): boolean {
    const from = this.#head;
    const events: EventEnvelope[] = [];
    const to = (from?.seq ?? 0) + CHUNK;
    const { head, end } = readEvents(this.#world, this.#root, { ...(from ? { from } : {}), to, onEvent: (event) => events.push(event) });
    this.#end = end;
    if (events.length === 0) return false;
    const { seq, hash, segment, offset } = head;
    this.#base = { position: from, state: JSON.stringify(encodeState(this.#state)) };
    this.#mark();
    this.#events = events;
    this.#folded = 0;
    this.#head = { seq, hash, segment, offset };
    return true;
  }

  #mark(): void {
    const last = this.#marks.at(-1)?.position?.seq ?? 0;
    if ((this.#base.position?.seq ?? 0) <= last) return;
    this.#marks.push(this.#base);
    if (this.#marks.length > MOST_MARKS) this.#marks = this.#marks.filter((_, index) => index % 2 === 0);
  }
}
