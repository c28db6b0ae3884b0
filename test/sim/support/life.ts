import type { Proc } from "../../../src/kernel/ports/proc.ts";
import type { World } from "../../../src/kernel/world.ts";
import { CrashError } from "../../support/faulty-fs/crash-error.ts";
import type { FaultyFs } from "../../support/faulty-fs/faulty-fs.ts";
import { ProcessClock } from "./process-clock.ts";
import type { SimLock } from "./sim-lock.ts";
import type { SimTime } from "./sim-time.ts";

export interface LifeParts {
  number: number;
  disk: FaultyFs;
  time: SimTime;
  lock: SimLock;
}

/** One process of the runtime, and what it has of the machine. It dies for good with the disk that it saw. */
export class Life {
  readonly disk: FaultyFs;
  readonly clock: ProcessClock;
  /** In milliseconds of the scenario. */
  readonly began: number;
  isDead = false;
  isHung = false;
  readonly #parts: LifeParts;
  #thawed: Promise<void> | null = null;
  #thaw: () => void = () => undefined;
  #spare: () => void = () => undefined;
  #ids = 0;

  constructor(parts: LifeParts) {
    this.#parts = parts;
    this.disk = parts.disk;
    this.clock = new ProcessClock(parts.time);
    this.began = parts.time.now;
  }

  /** The world of this process, or of another one beside it that shares its fate. */
  world(process = 0): World {
    const self = { pid: this.#parts.number * 10 + process, started: "1" };
    const ids = { fresh: () => `id-${this.#parts.number}-${++this.#ids}` };
    const proc = { self: () => self, identify: (pid: number) => ({ pid, started: "1" }) } as Partial<Proc> as Proc;
    return { fs: this.disk, clock: this.clock, ids, proc, lock: this.#parts.lock, indexes: false, env: {} };
  }

  /** A step of an effect is over: what is not dead goes on, once it does not hang any more. */
  async alive(): Promise<void> {
    await null;
    while (this.#thawed !== null) await this.#thawed;
    if (this.isDead) throw new CrashError();
  }

  /** In so many milliseconds, wherever it is then. */
  dieAfter(millis: number): void {
    this.#spare = this.#parts.time.after(millis, () => {
      this.isDead = true;
    });
  }

  hang(): void {
    this.isHung = true;
    this.clock.freeze();
    this.#thawed = new Promise((resolve) => {
      this.#thaw = resolve;
    });
  }

  thaw(): void {
    this.#thawed = null;
    this.#thaw();
    this.clock.thaw();
  }

  end(): void {
    this.#spare();
    this.isDead = true;
    this.clock.die();
  }
}
