import type { EventEnvelope } from "../../events/envelope.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { type Breakpoint, holds, isMetBy } from "./breakpoint.ts";
import { type Change, stateDifference, stillState } from "./state-difference.ts";
import { StateWalk } from "./state-walk.ts";

/** Where a walk stands, with what the event changed. */
export interface Stand {
  /** Null before the first event. */
  event: EventEnvelope | null;
  changes: Change[];
}

/** Goes through a log event by event, for a person who looks on. */
export class Stepper {
  readonly #walk: StateWalk;
  #stand: Stand = { event: null, changes: [] };

  constructor(world: { fs: Fs }, root: string) {
    this.#walk = new StateWalk(world, root);
  }

  get stand(): Stand {
    return this.#stand;
  }

  get state(): StateWalk["state"] {
    return this.#walk.state;
  }

  /** One event on; false at the end of the log. */
  forward(): boolean {
    const before = stillState(this.#walk.state);
    const event = this.#walk.next();
    if (!event) return false;
    this.#stand = { event, changes: stateDifference(before, stillState(this.#walk.state)) };
    return true;
  }

  /** One event back; false before the first. */
  back(): boolean {
    const { seq } = this.#walk.state;
    if (seq === 0) return false;
    this.goTo(seq - 1);
    return true;
  }

  /** As of a sequence, or as of the last event where the log ends before it. */
  goTo(seq: number): void {
    this.#walk.goTo(Math.max(0, seq - 1));
    if (seq === 0 || !this.forward()) this.#stay();
  }

  /** On to the next event at which one of the breakpoints is met; without one, stays where it is and gives false. */
  seek(breakpoints: readonly Breakpoint[]): boolean {
    const origin = this.#walk.state.seq;
    const predicates = breakpoints.filter((one) => one.on === "state");
    let held = predicates.map((one) => holds(one, this.#walk.state));
    for (let event = this.#walk.next(); event; event = this.#walk.next()) {
      const holding = predicates.map((one) => holds(one, this.#walk.state));
      const became = holding.some((now, index) => now && !held[index]);
      held = holding;
      if (!became && !breakpoints.some((one) => isMetBy(one, event))) continue;
      this.goTo(event.seq);
      return true;
    }
    this.goTo(origin);
    return false;
  }

  /** At the last event, whose own change is shown. */
  #stay(): void {
    const { seq } = this.#walk.state;
    if (seq === 0) {
      this.#stand = { event: null, changes: [] };
      return;
    }
    this.#walk.goTo(seq - 1);
    this.forward();
  }
}
