import type { Clock } from "../../../src/kernel/ports/clock.ts";
import type { SimTime } from "./sim-time.ts";

/** The clock as one process sees it. With the process its timers end: whoever slept on them never wakes. */
export class ProcessClock implements Clock {
  readonly #time: SimTime;
  readonly #pending = new Set<() => void>();
  #dead = false;
  /** What came due while the process hung. */
  #missed: (() => void)[] | null = null;

  constructor(time: SimTime) {
    this.#time = time;
  }

  wall(): number {
    return this.#time.wall;
  }

  monotonic(): number {
    return this.#time.now;
  }

  sleep(millis: number, signal?: AbortSignal): Promise<void> {
    if (this.#dead) return new Promise(() => undefined);
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        if (this.#missed !== null && !signal?.aborted) return void this.#missed.push(wake);
        this.#pending.delete(cancel);
        cancel();
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const cancel = this.#time.after(millis, wake);
      this.#pending.add(cancel);
      signal?.addEventListener("abort", wake, { once: true });
    });
  }

  /** The process gets no time until it thaws. */
  freeze(): void {
    this.#missed ??= [];
  }

  thaw(): void {
    const missed = this.#missed ?? [];
    this.#missed = null;
    if (!this.#dead) for (const wake of missed) wake();
  }

  die(): void {
    this.#dead = true;
    for (const cancel of this.#pending) cancel();
    this.#pending.clear();
  }
}
