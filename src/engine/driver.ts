import { wasKilled } from "../delivery/git/was-killed.ts";
import type { AnyEvent } from "../events/event.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { usedBudget } from "../state/used-budget.ts";
import { Bell } from "./bell.ts";
import type { Command } from "./decide/command.ts";
import { RUNTIME_FAILED } from "./decide/runtime-failed.ts";
import { dueEffects } from "./due-effects.ts";
import { adopt } from "./effects/adopt.ts";
import { attempt } from "./effects/attempt.ts";
import type { EffectContext } from "./effects/context.ts";
import { deliver } from "./effects/deliver.ts";
import { DETACHED } from "./effects/detached.ts";
import type { Effect } from "./effects/effect.ts";
import { isFailureOfRun } from "./effects/is-failure-of-run.ts";
import { prepare } from "./effects/prepare.ts";
import { stopRun } from "./effects/stop-run.ts";
import { STOPPED_NOW } from "./effects/stopped-now.ts";
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
export type Rest = "idle" | "interrupted" | "stages" | "paused" | "stopped";

export interface DriverOptions {
  /** May a run begin now? Asked whenever something could be claimed. */
  mayClaim: () => boolean;
  /** The item to claim; null for the next that is ready. */
  item: string | null;
  /** No further attempt is launched once so many visits were settled. */
  maxStages: number;
  /** Wait for more when nothing is left to do? Without it the driver comes to rest, and a used up budget is a failure. */
  stays?: () => boolean;
}

/** So many runs that the runtime fails one after the other pause a driver that stays. */
const FAILED_IN_A_ROW = 3;
/** So many times a run's git may be killed before that is the run's failure. */
const KILLED_GITS = 3;

interface Flight {
  type: Effect["type"];
  ended: Promise<void>;
  stop: AbortController;
}

/**
 * Drives live runs and claims work while it may. Effects are derived from the state anew whenever one ends; at most one
 * of a run is under way. What fails for one run alone (its git, a path) ends that run; anything else ends the whole drive with its error.
 */
export class Driver {
  readonly #context: EffectContext;
  readonly #options: DriverOptions;
  readonly #halt = new AbortController();
  readonly #flying = new Map<string, Flight>();
  readonly #failures: unknown[] = [];
  readonly #bell = new Bell();
  readonly #held = new Set<string>();
  /** How often a git of a run was killed, by run. */
  readonly #killed = new Map<string, number>();
  #settled = 0;
  #failedInARow = 0;

  constructor(context: EffectContext, options: DriverOptions) {
    this.#context = context;
    this.#options = options;
    context.store.listen((events) => {
      this.#settled += events.filter(({ type }) => type === "run.moved" || type === "run.concluded").length;
      this.#pauseWhenAllFail(events);
    });
  }

  /** Visits that were settled while this driver ran. */
  get settled(): number {
    return this.#settled;
  }

  /** Nothing is under way. */
  get idle(): boolean {
    return this.#flying.size === 0;
  }

  /** Runs until nothing is left to do, the stages are used up, the runtime is paused or stopped, or the context's signal stops it. */
  async run(): Promise<Rest> {
    const { store, signal: outer } = this.#context;
    const signal = AbortSignal.any([outer, this.#halt.signal]);
    const halt = (): void => {
      this.#stopAll(signal.reason);
      this.wake();
    };
    signal.addEventListener("abort", halt, { once: true });
    if (signal.aborted) {
      // Stopped before it began: what an earlier owner left is to end with it all the same.
      this.#launchDue(({ type }) => type === "adopt");
      halt();
    }
    while (!signal.aborted) {
      this.#claim();
      this.#launchDue();
      if (this.idle && (store.state.lifecycle === "stopping" || !this.#options.stays?.())) break;
      await this.#bell.wait();
    }
    signal.removeEventListener("abort", halt);
    await Promise.all([...this.#flying.values()].map(({ ended }) => ended));
    if (this.#failures.length > 0) throw this.#failures.find((error) => error instanceof MillraceError) ?? this.#failures[0];
    if (outer.aborted) return "interrupted";
    if (store.state.lifecycle === "stopping") return "stopped";
    if (store.state.lifecycle !== "running") return "paused";
    return this.#settled >= this.#options.maxStages && store.state.runs.size > 0 ? "stages" : "idle";
  }

  /** Looks again for what is due, after the state was changed past the driver. */
  wake(): void {
    this.#bell.ring();
  }

  /** Ends the drive with an error. Nothing can be recorded for certain then, so attempts are let go, not ended: the next owner adopts them. */
  fail(error: unknown): void {
    if (error !== DETACHED) this.#failures.push(error);
    this.#halt.abort(DETACHED);
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
      const answer = store.apply(command);
      if (command.type === "moveRuntime" && answer.status === "applied") this.#heed(command.now === true);
      return answer;
    } finally {
      if (run) this.#held.delete(run.id);
      this.wake();
    }
  }

  /** After a pause or a stop: what was not begun yet does not begin. With `now`, a stop ends what is under way too. */
  #heed(now: boolean): void {
    const { lifecycle, runs } = this.#context.store.state;
    if (lifecycle === "running") return;
    const stopping = lifecycle === "stopping";
    for (const [run, { type, stop }] of this.#flying) {
      const unbegun = type === "attempt" && runs.get(run)?.phase === "due";
      if (unbegun || (stopping && (now || type === "wait" || type === "prepare"))) stop.abort(now ? STOPPED_NOW : new Error(lifecycle));
    }
  }

  #launchDue(wanted: (effect: Effect) => boolean = () => true): void {
    if (this.#context.store.state.lifecycle === "stopping") return;
    for (const effect of dueEffects(this.#context.store.state).filter(wanted)) {
      if (this.#flying.has(effect.run) || this.#held.has(effect.run)) continue;
      if (effect.type === "attempt" && !this.#mayLaunch()) continue;
      const stop = new AbortController();
      const ended = EFFECTS[effect.type]({ ...this.#context, signal: stop.signal }, effect.run)
        .catch((error: unknown) => this.#judge(effect.run, error))
        .finally(() => {
          this.#flying.delete(effect.run);
          this.wake();
        });
      this.#flying.set(effect.run, { type: effect.type, ended, stop });
    }
  }

  #mayLaunch(): boolean {
    const { state } = this.#context.store;
    return state.lifecycle === "running" && this.#settled < this.#options.maxStages && !this.#waitsForBudget();
  }

  #waitsForBudget(): boolean {
    const { store, clock } = this.#context;
    return this.#options.stays !== undefined && usedBudget(store.state, clock.wall()) !== null;
  }

  #claim(): void {
    const { store } = this.#context;
    const { state } = store;
    while (this.#mayLaunch() && slotsTaken(state) < state.policy.maxRuns && state.plan !== null) {
      const item = this.#options.item ?? nextReady(state, store.plans.get(state.plan.hash).plan.loopFor)?.id;
      if (item === undefined || !this.#options.mayClaim()) return;
      const answer = store.apply({ type: "claimNext", item, id: `runtime:claimNext:${state.seq}`, actor: "runtime" });
      if (answer.status === "rejected") throw new MillraceError(answer.failure.code, answer.failure.values);
    }
  }

  /**
   * An effect failed. That the budget was used up meanwhile only makes a driver that stays wait, and a killed git leaves the effect due:
   * begun again, it carries on. What concerns one run ends that run.
   */
  async #judge(run: string, error: unknown): Promise<void> {
    if (error instanceof MillraceError && error.code.startsWith("budget.") && this.#waitsForBudget()) return;
    if (this.#halt.signal.aborted || !isFailureOfRun(error)) return this.fail(error);
    if (wasKilled(error) && this.#mayRepeat(run)) return;
    try {
      await stopRun(this.#context, run, error);
    } catch (second) {
      this.fail(second);
    }
  }

  #mayRepeat(run: string): boolean {
    const killed = (this.#killed.get(run) ?? 0) + 1;
    this.#killed.set(run, killed);
    return killed < KILLED_GITS;
  }

  /** One run after the other failed in the same way: what is wrong is the workspace's, and no further item is to be blocked for it. */
  #pauseWhenAllFail(events: readonly AnyEvent[]): void {
    for (const event of events) {
      if (event.type !== "run.finished") continue;
      this.#failedInARow = event.data.reason === RUNTIME_FAILED ? this.#failedInARow + 1 : 0;
      if (this.#failedInARow === FAILED_IN_A_ROW && this.#options.stays !== undefined) this.#pauseFor(event.data.detail);
    }
  }

  #pauseFor(detail: string): void {
    const { store } = this.#context;
    const reason = `${FAILED_IN_A_ROW} runs in a row could not be worked on: ${detail}`;
    const command = { type: "moveRuntime", event: "PAUSED", source: "runtime", reason, actor: "runtime" } as const;
    queueMicrotask(() => {
      try {
        store.apply({ ...command, id: `runtime:pause:${store.state.seq}` });
      } catch (error) {
        this.fail(error);
      }
    });
  }

  #stopAll(reason: unknown): void {
    for (const { stop } of this.#flying.values()) stop.abort(reason);
  }
}
