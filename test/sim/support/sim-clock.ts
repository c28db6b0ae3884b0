import type { Clock } from "../../../src/kernel/ports/clock.ts";

/** Time that passes only when somebody sleeps: everything that is due in order, then at once. */
export class SimClock implements Clock {
  #wall: number;
  #monotonic = 0;

  constructor(start = Date.parse("2026-11-20T10:00:00.000Z")) {
    this.#wall = start;
  }

  wall(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  /** The wall clock jumps; monotonic time goes on. */
  jump(millis: number): void {
    this.#wall += millis;
  }

  async sleep(millis: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return;
    this.#wall += millis;
    this.#monotonic += millis;
    // A turn of the event loop, so that whoever else is due gets it.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
