import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Command } from "./decide/command.ts";
import { dueEffects } from "./due-effects.ts";
import { adopt } from "./effects/adopt.ts";
import { attempt } from "./effects/attempt.ts";
import type { EffectContext } from "./effects/context.ts";
import { deliver } from "./effects/deliver.ts";
import { DETACHED } from "./effects/detached.ts";
import type { Effect } from "./effects/effect.ts";
import { prepare } from "./effects/prepare.ts";
import { verify } from "./effects/verify.ts";
import { wait } from "./effects/wait.ts";
import { nextReady, slotsTaken } from "./ready.ts";
import type { Answer } from "./store.ts";

const EFFECTS: Record<Effect["type"], (context: EffectContext, run: string) => Promise<void>> = {
  prepare,
  attempt,
  adopt,
  verify,
  wait,
  deliver,
};

/** Why the driver came to rest. */
export type Rest = "idle" | "interrupted" | "stages" | "paused";

export interface DriverOptions {
  /** May a run begin now? Asked whenever something could be claimed. */
  mayClaim: () => boolean;
  /** The item to claim; null for the next that is ready. */
  item: string | null;
  /** No further attempt is launched once so many visits were settled. */
  maxStages: number;
}

/**
 * Drives live runs and claims work while it may. Effects are derived from the state anew whenever one ends; at most one
 * of a run is under way. What fails ends the whole drive with its error, after everything else was stopped.
 */
export class Driver {
  readonly #context: EffectContext;
  readonly #options: DriverOptions;
  readonly #halt = new AbortController();
  readonly #flying = new Map<string, { ended: Promise<void>; stop: AbortController }>();
  readonly #failures: unknown[] = [];
  readonly #wakers = new Set<() => void>();
  #held = new Set<string>();
  #settled = 0;

  constructor(context: EffectContext, options: DriverOptions) {
    this.#context = context;
    this.#options = options;
    context.store.listen((events) => {
      this.#settled += events.filter(({ type }) => type === "run.moved" || type === "run.concluded").length;
    });
  }

  /** Visits that were settled while this driver ran. */
  get settled(): number {
    return this.#settled;
  }

  /** Runs until nothing is left to do, the stages are used up, the runtime is paused, or the context's signal stops it. */
  async run(): Promise<Rest> {
    const signal = AbortSignal.any([this.#context.signal, this.#halt.signal]);
    signal.addEventListener("abort", () => this.#stopAll(signal.reason), { once: true });
    while (!signal.aborted) {
      this.#claim();
      this.#launchDue();
      if (this.#flying.size === 0) break;
      await Promise.race([...[...this.#flying.values()].map(({ ended }) => ended), this.#woken()]);
    }
    await Promise.all([...this.#flying.values()].map(({ ended }) => ended));
    if (this.#failures.length > 0) throw this.#failures.find((error) => error instanceof MillraceError) ?? this.#failures[0];
    if (this.#context.signal.aborted) return "interrupted";
    if (this.#context.store.state.lifecycle !== "running") return "paused";
    return this.#settled >= this.#options.maxStages && this.#context.store.state.runs.size > 0 ? "stages" : "idle";
  }

  /** Applies a command from outside. Cancelling an item first ends what its run has under way, so that nothing outlives it. */
  async apply(command: Command): Promise<Answer> {
    const { store } = this.#context;
    const run = command.type === "cancelItem" ? [...store.state.runs.values()].find(({ item }) => item === command.item) : undefined;
    const flight = run && this.#flying.get(run.id);
    if (run) this.#held.add(run.id);
    flight?.stop.abort(new Error("cancelled"));
    await flight?.ended;
    try {
      return store.apply(command);
    } finally {
      if (run) this.#held.delete(run.id);
      for (const wake of this.#wakers) wake();
    }
  }

  #launchDue(): void {
    for (const effect of dueEffects(this.#context.store.state)) {
      if (this.#flying.has(effect.run) || this.#held.has(effect.run)) continue;
      if (effect.type === "attempt" && !this.#mayLaunch()) continue;
      const stop = new AbortController();
      const ended = EFFECTS[effect.type]({ ...this.#context, signal: stop.signal }, effect.run)
        .catch((error: unknown) => this.#fail(error))
        .finally(() => this.#flying.delete(effect.run));
      this.#flying.set(effect.run, { ended, stop });
    }
  }

  #mayLaunch(): boolean {
    return this.#context.store.state.lifecycle === "running" && this.#settled < this.#options.maxStages;
  }

  #claim(): void {
    const { store } = this.#context;
    const { state } = store;
    while (this.#mayLaunch() && this.#options.mayClaim() && slotsTaken(state) < state.policy.maxRuns && state.plan !== null) {
      const { item } = this.#options;
      if (item === null && nextReady(state, store.plans.get(state.plan.hash).plan.loopFor) === null) return;
      const answer = store.apply({ type: "claimNext", item, id: `runtime:claimNext:${state.seq}`, actor: "runtime" });
      if (answer.status === "rejected") throw new MillraceError(answer.failure.code, answer.failure.values);
    }
  }

  /** After a failure nothing can be recorded for certain, so attempts are let go, not ended: the next owner adopts them. */
  #fail(error: unknown): void {
    if (error !== DETACHED) this.#failures.push(error);
    this.#halt.abort(DETACHED);
  }

  #stopAll(reason: unknown): void {
    for (const { stop } of this.#flying.values()) stop.abort(reason);
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#wakers.delete(wake);
        resolve();
      };
      this.#wakers.add(wake);
    });
  }
}
