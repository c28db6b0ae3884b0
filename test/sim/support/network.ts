import type { Clock } from "../../../src/kernel/ports/clock.ts";
import type { Draw } from "./draw.ts";
import type { SimTime } from "./sim-time.ts";

/** Milliseconds after which an answer is not waited for any longer, and the longest that a message is on its way. */
const PATIENCE = 400;
const LATE = 3000;

/**
 * Messages between two machines: each is lost, doubled or late with the chance `trouble`, on the way there and back alike, and
 * what was sent arrives when it likes, also when its sender is dead.
 */
export class Network {
  trouble: number;
  readonly faults: Record<string, number> = {};
  readonly #time: SimTime;
  readonly #draw: Draw;

  constructor(time: SimTime, draw: Draw, trouble: number) {
    this.#time = time;
    this.#draw = draw;
    this.trouble = trouble;
  }

  /** Asks until an answer comes: the asked one must bear to be asked again. */
  async ask<T>(clock: Clock, asked: () => T): Promise<T> {
    for (;;) {
      let answer: { value: T } | null = null;
      const over = new AbortController();
      this.#send(() => {
        const value = asked();
        this.#send(() => {
          answer ??= { value };
          over.abort();
        });
      });
      await clock.sleep(PATIENCE, over.signal);
      if (answer !== null) return (answer as { value: T }).value;
    }
  }

  /** Sends what nobody waits for an answer to: its sender died when it had just left. */
  post(asked: () => unknown): void {
    this.#send(asked);
  }

  #send(arrive: () => void): void {
    if (this.#meets("lost message")) return;
    this.#time.after(this.#millis(), arrive);
    if (this.#meets("doubled message")) this.#time.after(this.#millis() + this.#draw.below(LATE), arrive);
  }

  #millis(): number {
    return this.#meets("late message") ? this.#draw.below(LATE) : 1 + this.#draw.below(5);
  }

  #meets(fault: string): boolean {
    if (this.trouble === 0 || !this.#draw.chance(this.trouble)) return false;
    this.faults[fault] = (this.faults[fault] ?? 0) + 1;
    return true;
  }
}
