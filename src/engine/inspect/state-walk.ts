import type { EventEnvelope } from "../../events/envelope.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { listSegments } from "../../log/layout.ts";
import type { LogPosition } from "../../log/position.ts";
import { evolve } from "../../state/evolve.ts";
import { decodeState, encodeState } from "../../state/snapshot.ts";
import type { State } from "../../state/state.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { beginningState } from "../load-state.ts";
import { readEvents } from "../read-events.ts";

/** A chunk's beginning, from which folding can begin again. The state is text, because folding changes the objects in place. */
interface Mark {
  seq: number;
  position: LogPosition | null;
  state: string;
}

/** Events between two marks at first; twice as many whenever there are too many marks. */
const STRIDE = 65_536;
const MOST_MARKS = 5;
/** How far before the place of a walk back a state is kept, so that the next steps back are short. */
const NEAR = 128;

/**
 * Walks a log forward and back, with the state as of each event. It holds one chunk of events and six states at most,
 * however long the log is, and needs no owner. A log that grows meanwhile is seen growing.
 */
export class StateWalk {
  readonly #world: { fs: Fs };
  readonly #root: string;
  readonly #chunk: number;
  /** Ascending; the first one is the beginning of the log. */
  #marks: Mark[];
  #stride = STRIDE;
  /** A state inside of the chunk, after so many of its events. */
  #near: { seq: number; folded: number; state: string } | null = null;
  #events: EventEnvelope[] = [];
  /** How many of the chunk are folded. */
  #folded = 0;
  #state: State;
  /** The last event of the chunk. */
  #head: LogPosition | null = null;

  /** `chunk`: events that are held at a time. */
  constructor(world: { fs: Fs }, root: string, { chunk = 8192 }: { chunk?: number } = {}) {
    this.#chunk = chunk;
    this.#world = world;
    this.#root = root;
    this.#state = beginningState(world.fs, layoutOf(root).log);
    this.#marks = [{ seq: this.#state.seq, position: null, state: this.#text() }];
  }

  /** As of the latest event that was walked over. Not to be kept: the next step changes it in place. */
  get state(): State {
    return this.#state;
  }

  /** Folds the next event; null at the end of what can be read. */
  next(): EventEnvelope | null {
    const event = this.peek();
    if (!event) return null;
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
    const back = seq < this.#state.seq;
    if (back) this.#return(seq);
    for (let next = this.peek(); next && next.seq <= seq; next = this.peek()) {
      if (back && next.seq === seq - NEAR) this.#near = { seq: this.#state.seq, folded: this.#folded, state: this.#text() };
      this.next();
    }
  }

  #return(seq: number): void {
    if (this.#near && this.#near.seq <= seq) {
      this.#state = decodeState(JSON.parse(this.#near.state));
      this.#folded = this.#near.folded;
      return;
    }
    const mark = this.#marks.findLast((one) => one.seq <= seq) ?? (this.#marks[0] as Mark);
    this.#state = decodeState(JSON.parse(mark.state));
    this.#head = mark.position;
    this.#events = [];
    this.#folded = 0;
    this.#near = null;
  }

  /** Reads the chunk that follows; whole batches are handed out, so it may be a little longer. */
  #load(): boolean {
    const from = this.#head;
    const events: EventEnvelope[] = [];
    const to = (from?.seq ?? this.#marks[0]?.seq ?? 0) + this.#chunk;
    const { head } = readEvents(this.#world, this.#root, { ...(from ? { from } : {}), to, onEvent: (event) => events.push(event) });
    if (events.length === 0) return false;
    this.#mark(from);
    this.#head = { seq: head.seq, hash: head.hash, offset: head.offset, segment: this.#segmentOf(head.seq) ?? head.segment };
    this.#events = events;
    this.#folded = 0;
    this.#near = null;
    return true;
  }

  /** Where reading stops at the end of a segment, the head already names the segment that follows. */
  #segmentOf(seq: number): string | undefined {
    return listSegments(this.#world.fs, layoutOf(this.#root).log).findLast(({ first }) => first <= seq)?.name;
  }

  #mark(position: LogPosition | null): void {
    const seq = position?.seq ?? 0;
    const last = this.#marks.at(-1)?.seq ?? 0;
    if (seq < last + this.#stride) return;
    this.#marks.push({ seq, position, state: this.#text() });
    if (this.#marks.length <= MOST_MARKS) return;
    this.#marks = this.#marks.filter((_, index) => index % 2 === 0);
    this.#stride *= 2;
  }

  #text(): string {
    return JSON.stringify(encodeState(this.#state));
  }
}
