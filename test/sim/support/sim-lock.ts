import type { HeldLock, Holder, OwnerLock } from "../../../src/kernel/ports/owner-lock.ts";

/** The owner lock of one simulated machine: freed when its holder dies, by `die`. */
export class SimLock implements OwnerLock {
  #held: { holder: Holder } | null = null;

  acquire(_directory: string, holder: Holder): { kind: "held"; lock: HeldLock } | { kind: "taken"; holder: Holder | null } {
    if (this.#held) return { kind: "taken", holder: this.#held.holder };
    const mine = { holder };
    this.#held = mine;
    const release = (): void => {
      if (this.#held === mine) this.#held = null;
    };
    return {
      kind: "held",
      lock: {
        describe: (next) => {
          mine.holder = next;
        },
        release,
      },
    };
  }

  /** The process that held it is gone. */
  die(): void {
    this.#held = null;
  }
}
