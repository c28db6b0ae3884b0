import type {
  AttemptRef,
  EndAnswer,
  LookAnswer,
  StageDispatch,
  StageOrder,
  StartAnswer,
} from "../../../src/runners/contract/stage-dispatch.ts";
import type { StageReport } from "../../../src/runners/contract/stage-report.ts";
import type { Random } from "../../support/faulty-fs/random.ts";

interface Launched {
  order: StageOrder;
  /** Null: forbidden, or its supervisor died without leaving a result. */
  report: StageReport | null;
}

/** What a stage or check of the simulated agent reports, by what it was asked. Must depend on its arguments only. */
export type Script = (order: StageOrder) => StageReport;

/**
 * The machine that runs attempts, apart from the runtime: it lives on when the runtime crashes, as supervisors do, and it
 * may be far away: answers get lost, supervisors die. It counts every launch, which is what invariant 4 is about.
 */
export class SimMachine {
  readonly launches = new Map<string, number>();
  readonly attempts = new Map<string, Launched>();
  readonly #script: Script;
  readonly #random: Random;
  /** Chance that a supervisor dies without a result. */
  loss = 0;
  /** Orders of runtimes that died while sending them: they arrive when they like. */
  readonly #late: StageOrder[] = [];

  constructor(script: Script, random: Random) {
    this.#script = script;
    this.#random = random;
  }

  claim(order: StageOrder): boolean {
    if (this.attempts.has(order.attempt)) return false;
    this.launches.set(order.attempt, (this.launches.get(order.attempt) ?? 0) + 1);
    const isLost = order.kind === "stage" && this.#random() < this.loss;
    this.attempts.set(order.attempt, { order, report: isLost ? null : this.#script(order) });
    return true;
  }

  /** The runtime died, but its order may still be on the way. */
  send(order: StageOrder): void {
    if (this.#random() < 0.5) this.#late.push(order);
  }

  /** Time goes by: what is on the way arrives. */
  arrive(): void {
    if (this.#late.length > 0 && this.#random() < 0.2) this.claim(this.#late.shift() as StageOrder);
  }

  /** Everything arrives in the end. */
  arriveAll(): void {
    while (this.#late.length > 0) this.claim(this.#late.shift() as StageOrder);
  }

  forbid(attempt: string): boolean {
    if (this.attempts.has(attempt)) return false;
    this.attempts.set(attempt, { order: { attempt } as StageOrder, report: null });
    return true;
  }

  /** A dispatch of one runtime process to this machine. */
  dispatch(turn: () => Promise<void>): StageDispatch {
    return new SimDispatch(this, async () => {
      this.arrive();
      await turn();
    });
  }
}

class SimDispatch implements StageDispatch {
  readonly #machine: SimMachine;
  readonly #turn: () => Promise<void>;

  constructor(machine: SimMachine, turn: () => Promise<void>) {
    this.#machine = machine;
    this.#turn = turn;
  }

  async start(order: StageOrder): Promise<StartAnswer> {
    try {
      await this.#turn();
    } catch (error) {
      this.#machine.send(order);
      throw error;
    }
    if (!this.#machine.claim(order)) return { type: "refused", reason: "claimed before" };
    await this.#turn();
    return { type: "started", identity: { pid: 1, started: order.attempt } };
  }

  async look({ attempt }: AttemptRef): Promise<LookAnswer> {
    await this.#turn();
    const known = this.#machine.attempts.get(attempt);
    if (!known) return { type: "unclaimed" };
    return known.report ? { type: "ended" } : { type: "gone", detail: "no outcome" };
  }

  async forbid({ attempt }: AttemptRef): Promise<boolean> {
    await this.#turn();
    return this.#machine.forbid(attempt);
  }

  async ended({ attempt }: AttemptRef, signal?: AbortSignal): Promise<EndAnswer> {
    await this.#turn();
    signal?.throwIfAborted();
    const report = this.#machine.attempts.get(attempt)?.report;
    return report ? { type: "ended", report } : { type: "gone", detail: "no outcome" };
  }

  async stop(): Promise<void> {
    await this.#turn();
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
}
