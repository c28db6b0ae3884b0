import type { Clock } from "../kernel/ports/clock.ts";

/** Wakes the one who waits for it. What rings while nobody waits is heard at the next waiting. */
export class Bell {
  #rung = false;
  #heard: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#heard?.();
  }

  /** Resolves once it rings, or has rung since the last waiting; with `within`, at the latest after so many milliseconds. */
  async wait(within?: { clock: Clock; millis: number }): Promise<void> {
    if (!this.#rung) {
      const over = new AbortController();
      const rung = new Promise<void>((resolve) => {
        this.#heard = () => {
          over.abort();
          resolve();
        };
      });
      await (within ? Promise.race([rung, within.clock.sleep(within.millis, over.signal)]) : rung);
      this.#heard = null;
    }
    this.#rung = false;
  }
}
