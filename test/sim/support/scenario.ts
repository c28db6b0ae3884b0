import "./preload.ts";
import { createWorkspace } from "../../../src/engine/create-workspace.ts";
import { type DaemonParts, startDaemon } from "../../../src/engine/daemon/start-daemon.ts";
import { startOnce } from "../../../src/engine/start-once.ts";
import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import { isFsError } from "../../../src/kernel/fs-error.ts";
import type { World } from "../../../src/kernel/world.ts";
import type { FaultyFs } from "../../support/faulty-fs/faulty-fs.ts";
import { Draw } from "./draw.ts";
import type { Life } from "./life.ts";
import { type End, Machine } from "./machine.ts";
import { Operator } from "./operator.ts";
import type { SimOptions } from "./options.ts";
import { SimDispatch } from "./sim-dispatch.ts";
import { compiledPlan } from "./sim-plan.ts";
import { unharmed } from "./unharmed.ts";
import type { Witness } from "./witness.ts";
import { workList } from "./work-list.ts";

const ROOT = "/work space";
/** Starts of the runtime in each phase, at most. */
const MOST_STARTS = 120;

type Started = "worked" | "nothing" | "failed" | "died";

/** What one seed stands for: a machine, the operator before it, and the runtime, started again and again until all is done. */
export class Scenario {
  readonly options: SimOptions;
  readonly root = ROOT;
  readonly machine: Machine;
  readonly operator: Operator;
  /** What went wrong in the phase with faults, and in the one without. */
  readonly problems = { safety: [] as string[], liveness: [] as string[] };
  readonly #notes: string[] = [];
  #planIsBroken = false;

  constructor(options: SimOptions) {
    this.options = options;
    const blame = (problem: string): void => this.#blame(problem);
    this.machine = new Machine(options, ROOT, blame);
    const breakPlan = (): void => {
      this.#planIsBroken = true;
    };
    const draw = new Draw(options.seed * 19 + 11);
    this.operator = new Operator({ root: ROOT, acts: workList(options), draw, witness: this.machine.witness, breakPlan, blame });
  }

  get disk(): FaultyFs {
    return this.machine.disk;
  }

  /** A process on this machine as it is now, which meets no fault and for which no time passes. */
  world(): World {
    return this.machine.born().world();
  }

  /** Faults are on: whatever happens, nothing may break. Then they are off: everything must come to its end. */
  async play(): Promise<void> {
    const { machine } = this;
    unharmed(this.disk, () => {
      this.disk.makeDirectory(ROOT);
      this.disk.syncDirectory("/");
    });
    await machine.live(false, (life) => createWorkspace(life.world(), ROOT, "sim"));
    machine.begin();
    await this.#safety();
    machine.calm();
    await this.#liveness();
    for (const [fault, times] of Object.entries(machine.network?.faults ?? {})) machine.count(fault, times);
  }

  /** Starts the runtime once more on what is left, without faults. */
  async startOnceMore(): Promise<Started> {
    return await this.#once(false);
  }

  async #safety(): Promise<void> {
    const { options } = this;
    for (let starts = 0; starts < MOST_STARTS && this.machine.crashes < options.crashes; starts++) {
      const started = options.mode === "daemon" ? await this.#daemon(true) : await this.#acts(true).then(() => this.#once(true));
      if (started === "nothing" && this.operator.isDone) return;
      if (started === "worked" && options.mode === "daemon" && this.operator.isDone) return;
    }
  }

  async #liveness(): Promise<void> {
    const { options, problems } = this;
    if (options.mode === "daemon") await this.#daemon(false);
    for (let tries = 0; tries < MOST_STARTS && !this.operator.isDone; tries++) {
      await this.#acts(false);
      if (options.meddles) await this.#once(false);
    }
    if (!this.operator.isDone) problems.liveness.push("the operator's commands were never acknowledged");
    for (let starts = 0; starts < MOST_STARTS; starts++) {
      if ((await this.#once(false)) === "nothing") return;
      if (starts === 0 && options.mode === "daemon" && !options.meddles)
        problems.liveness.push("the daemon came to rest, but left work that was ready");
    }
    problems.liveness.push(`work never ended: ${this.#notes.slice(-3).join("; ")}`);
  }

  /** Some of what the operator wants, each in a process of its own. */
  async #acts(faulty: boolean): Promise<void> {
    for (let count = this.machine.draw.below(4); count >= 0 && !this.operator.isDone; count--) {
      const end = await this.machine.live(faulty && this.machine.draw.chance(0.3), (life) => {
        this.operator.finishWriting(life);
        return this.operator.next(life);
      });
      if (end.type === "failed") this.#blame(`the operator's command failed: ${wordsOf(end.error)}`);
    }
  }

  async #once(faulty: boolean): Promise<Started> {
    return this.#judge(
      await this.machine.live(faulty, (life) => {
        this.operator.finishWriting(life);
        return startOnce(life.world(), ROOT, this.#startOptions(life), this.#parts(life, faulty));
      }),
    );
  }

  async #daemon(faulty: boolean): Promise<Started> {
    return this.#judge(
      await this.machine.live(faulty, (life) => {
        this.operator.finishWriting(life);
        const parts = this.#parts(life, faulty);
        const helping = this.operator.accompany(life, parts.hint);
        return new Promise((resolve, reject) => {
          helping.catch((error: unknown) => (life.isDead ? undefined : reject(error)));
          startDaemon(life.world(), ROOT, this.#startOptions(life), parts).then(resolve, reject);
        });
      }),
    );
  }

  #startOptions(life: Life) {
    return {
      signal: new AbortController().signal,
      onEvent: (event: Parameters<Witness["saw"]>[0]) => this.machine.witness.saw(event, life),
    };
  }

  #judge(end: End<unknown>): Started {
    if (end.type === "ended") return "worked";
    if (end.type !== "failed") return "died";
    const { error } = end;
    if (error instanceof MillraceError && error.code === "item.none-ready") return "nothing";
    this.#notes.push(wordsOf(error));
    // The operator's broken files, before there was any good plan.
    if (error instanceof MillraceError && error.code === "plan.invalid") return "failed";
    if (error instanceof MillraceError && error.code === "budget.attempts-per-day" && this.options.attemptsPerDay > 0) {
      this.machine.nextDay();
      return "failed";
    }
    const isDisks = (error instanceof MillraceError && error.code.startsWith("log.")) || isFsError(error);
    if (!isDisks || this.machine.isCalm) this.#blame(`a start failed: ${wordsOf(error)}`);
    return "failed";
  }

  #blame(problem: string): void {
    this.problems[this.machine.isCalm ? "liveness" : "safety"].push(problem);
  }

  #parts(life: Life, faulty: boolean): DaemonParts & { hint: (path: string) => void } {
    const hangs = faulty && this.machine.draw.chance(this.options.hangs);
    const turn = (step: string): Promise<void> => this.machine.turn(life, step, faulty, hangs);
    const { worker, network, repository } = this.machine;
    let listener: (path: string) => void = () => undefined;
    return {
      effects: async (world, { store, layout }, signal) => {
        const dispatch = new SimDispatch({ worker, network, clock: world.clock, turn });
        return { store, dispatch, trees: repository.trees(turn), clock: world.clock, fs: world.fs, layout, signal };
      },
      compile: async () => {
        const broken = this.#planIsBroken;
        this.#planIsBroken = false;
        if (!broken) return compiledPlan(this.options);
        return { ok: false, problems: [{ code: "config.unknown-key", path: "millrace.toml", message: "an unknown key" }] as never };
      },
      watch: (_paths, onHint) => {
        listener = onHint;
        return { renew: () => undefined, close: () => undefined };
      },
      hint: (path) => listener(path),
    };
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof MillraceError) return `${error.code} ${JSON.stringify(error.values)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
