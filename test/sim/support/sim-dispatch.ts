import type { Clock } from "../../../src/kernel/ports/clock.ts";
import type {
  AttemptRef,
  EndAnswer,
  LookAnswer,
  StageDispatch,
  StageOrder,
  StartAnswer,
} from "../../../src/runners/contract/stage-dispatch.ts";
import type { Network } from "./network.ts";
import type { Worker } from "./worker.ts";

interface Parts {
  worker: Worker;
  /** Null: the worker is this machine. */
  network: Network | null;
  clock: Clock;
  /** Between two steps, when the process may die. */
  turn: (step: string) => Promise<void>;
}

/** Milliseconds between two looks at an attempt on another machine. */
const POLL = 500;

/** One process's way to the worker. */
export class SimDispatch implements StageDispatch {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async start(order: StageOrder): Promise<StartAnswer> {
    return await this.#ask("start", (worker) => worker.start(order));
  }

  async look({ attempt }: AttemptRef): Promise<LookAnswer> {
    return await this.#ask("look", (worker) => worker.look(attempt));
  }

  async forbid({ attempt }: AttemptRef): Promise<boolean> {
    return await this.#ask("forbid", (worker) => worker.forbid(attempt));
  }

  async ended({ attempt }: AttemptRef, signal?: AbortSignal): Promise<EndAnswer> {
    const { worker, network, clock } = this.#parts;
    for (;;) {
      const outcome = await this.#ask("ended", (asked) => asked.outcome(attempt));
      signal?.throwIfAborted();
      if (outcome.type !== "running") return outcome;
      await (network === null ? worker.heardOf(attempt, signal) : clock.sleep(POLL, signal));
      signal?.throwIfAborted();
    }
  }

  async stop({ attempt }: AttemptRef): Promise<void> {
    await this.#ask("stop", (worker) => worker.stop(attempt));
  }

  async sweep(): Promise<[]> {
    return [];
  }

  warm(): void {
    // There is no spare here.
  }

  close(): void {
    // There is no spare here.
  }

  async #ask<T>(step: string, asked: (worker: Worker) => T): Promise<T> {
    const { worker, network, clock, turn } = this.#parts;
    try {
      await turn(step);
    } catch (error) {
      network?.post(() => asked(worker));
      throw error;
    }
    const answer = network === null ? asked(worker) : await network.ask(clock, () => asked(worker));
    await turn(step);
    return answer;
  }
}
