interface Timer {
  at: number;
  order: number;
  fire: () => void;
}

/**
 * The one time line of a scenario, for processes, network and workers alike. It stands still while anybody has something to
 * do, and then goes on to the next timer: whatever is due in order.
 */
export class SimTime {
  #now = 0;
  #order = 0;
  #timers: Timer[] = [];
  /** The wall clock beside it: where it started, how fast it runs, what it has jumped. */
  #wallBase = Date.parse("2026-11-20T10:00:00.000Z");
  #rate = 1;
  /** Timers that have fired. */
  fired = 0;

  /** Milliseconds since the scenario began; never goes backwards. */
  get now(): number {
    return this.#now;
  }

  get wall(): number {
    return Math.floor(this.#wallBase + this.#now * this.#rate);
  }

  /** Nothing will ever happen by itself. */
  get isOver(): boolean {
    return this.#timers.length === 0;
  }

  jump(millis: number): void {
    this.#wallBase += millis;
  }

  /** From now on the wall clock runs at `rate`; below 0 it runs backwards. */
  drift(rate: number): void {
    this.#wallBase += this.#now * (this.#rate - rate);
    this.#rate = rate;
  }

  /** Calls `fire` after so many milliseconds; gives what prevents it. */
  after(millis: number, fire: () => void): () => void {
    this.#order += 1;
    const timer = { at: this.#now + Math.max(0, millis), order: this.#order, fire };
    let place = this.#timers.length;
    while (place > 0 && (this.#timers[place - 1] as Timer).at > timer.at) place -= 1;
    this.#timers.splice(place, 0, timer);
    return () => {
      const at = this.#timers.indexOf(timer);
      if (at !== -1) this.#timers.splice(at, 1);
    };
  }

  /** Goes on to the next timer and fires it; false when there is none. */
  advance(): boolean {
    const next = this.#timers.shift();
    if (!next) return false;
    this.#now = next.at;
    this.fired += 1;
    next.fire();
    return true;
  }
}

/** Everybody who can go on without time passing has done so. */
export function standstill(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
