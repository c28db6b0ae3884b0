import type { LookAnswer, StageOrder, StartAnswer } from "../../../src/runners/contract/stage-dispatch.ts";
import type { Conversation, StageReport } from "../../../src/runners/contract/stage-report.ts";
import type { Draw } from "./draw.ts";
import { report } from "./sim-agent.ts";
import { isHarness } from "./sim-plan.ts";
import type { SimTime } from "./sim-time.ts";

type Fate = { type: "running" } | { type: "ended"; report: StageReport } | ({ type: "gone"; detail: string } & Conversation);

interface Launched {
  /** Of a stage. */
  run: string | null;
  fate: Fate;
  /** What can be told of it though it left no result. */
  told: Conversation;
  /** Wakes those who wait here for the end. */
  heard: (() => void)[];
  cancel: () => void;
}

export interface WorkerOptions {
  answer: (order: StageOrder) => StageReport;
  time: SimTime;
  draw: Draw;
  /** Milliseconds that a stage may take, to choose from. */
  durations: readonly number[];
  /** Whether a report told twice may be another one the second time. */
  contradicts: boolean;
  onDouble: () => void;
  blame: (problem: string) => void;
}

/** Milliseconds after which a second report comes at the latest. */
const LATE = 3000;

/** Where attempts run: supervisors that live on when the runtime dies. It counts every launch, which is what invariant 4 is about. */
export class Worker {
  readonly launches = new Map<string, number>();
  /** Chances that a supervisor dies without a result, that a stage never ends, and that its end is told twice. */
  loss = 0;
  endless = 0;
  doubles = 0;
  readonly #attempts = new Map<string, Launched>();
  readonly #options: WorkerOptions;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  start(order: StageOrder): StartAnswer {
    const { attempt } = order;
    if (this.#attempts.has(attempt)) return { type: "refused", reason: "claimed before" };
    this.launches.set(attempt, (this.launches.get(attempt) ?? 0) + 1);
    const { draw, durations, time } = this.#options;
    const isStage = order.kind === "stage";
    const run = order.kind === "stage" ? order.request.run : null;
    if (run !== null) this.#mustBeAlone(attempt, run);
    const launched: Launched = { run, fate: { type: "running" }, told: toldBy(order), heard: [], cancel: () => undefined };
    this.#attempts.set(attempt, launched);
    const dies = isStage && draw.chance(this.loss);
    const endless = isStage && draw.chance(this.endless);
    const millis = isStage ? draw.pick(durations) : 0;
    const finish = (): void => {
      this.#end(
        launched,
        dies ? { type: "gone", detail: "no outcome", ...launched.told } : { type: "ended", report: this.#options.answer(order) },
      );
      if (isStage && draw.chance(this.doubles)) time.after(draw.below(LATE), () => this.#tellAgain(launched));
    };
    if (endless) return this.#identity(attempt);
    if (millis === 0) finish();
    else launched.cancel = time.after(millis, finish);
    return this.#identity(attempt);
  }

  look(attempt: string): LookAnswer {
    const known = this.#attempts.get(attempt);
    if (!known) return { type: "unclaimed" };
    if (known.fate.type === "running") return { type: "running", identity: { pid: 1, started: attempt } };
    return known.fate.type === "ended" ? { type: "ended" } : known.fate;
  }

  /** What became of it; running, while it has no end. */
  outcome(attempt: string): Fate {
    return this.#attempts.get(attempt)?.fate ?? { type: "gone", detail: "never claimed" };
  }

  /** Resolves when it has an end, or `signal` aborts. */
  heardOf(attempt: string, signal: AbortSignal | undefined): Promise<void> {
    const known = this.#attempts.get(attempt);
    if (known?.fate.type !== "running" || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      known.heard.push(resolve);
      signal?.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  forbid(attempt: string): boolean {
    if (this.#attempts.has(attempt)) return false;
    this.#attempts.set(attempt, { run: null, fate: { type: "gone", detail: "forbidden" }, told: {}, heard: [], cancel: () => undefined });
    return true;
  }

  stop(attempt: string): void {
    const known = this.#attempts.get(attempt);
    if (known?.fate.type === "running")
      this.#end(known, { type: "ended", report: report({ failure: "interrupted", detail: "stopped", ...known.told }) });
  }

  /** The machine lost its power, and all supervisors with it. */
  die(): void {
    for (const known of this.#attempts.values())
      if (known.fate.type === "running") this.#end(known, { type: "gone", detail: "the machine stopped", ...known.told });
  }

  /** Nobody may work on a run beside an attempt of it that nobody ended. */
  #mustBeAlone(attempt: string, run: string): void {
    for (const [other, { run: its, fate }] of this.#attempts) {
      if (its === run && fate.type === "running") this.#options.blame(`attempt ${attempt} was launched beside ${other}, which runs still`);
    }
  }

  /** A supervisor that was held for gone, or that has reported before, reports (once more). */
  #tellAgain(launched: Launched): void {
    const { fate } = launched;
    if (fate.type === "running") return;
    const first = fate.type === "ended" ? fate.report : report({ failure: "interrupted", detail: "the supervisor was there after all" });
    const other = this.#options.contradicts ? { claimed: "BLOCKED", failure: null, summary: "told a second time" } : {};
    launched.fate = { type: "ended", report: { ...first, ...other, millis: first.millis + 1 } };
    this.#options.onDouble();
  }

  #end(launched: Launched, end: Fate): void {
    launched.cancel();
    launched.fate = end;
    for (const heard of launched.heard.splice(0)) heard();
  }

  #identity(attempt: string): StartAnswer {
    return { type: "started", identity: { pid: 1, started: attempt } };
  }
}

/** A harness has begun its session, or goes on with one. */
function toldBy(order: StageOrder): Conversation {
  if (order.kind !== "stage" || !isHarness(order.request.stage)) return {};
  return { session: order.request.resume?.session ?? `s-${order.attempt}`, model: "sim-model" };
}
