import { layoutOf } from "../../../src/workspace/layout.ts";
import type { Operation } from "../../support/faulty-fs/fault.ts";
import { FaultyFs } from "../../support/faulty-fs/faulty-fs.ts";
import { diskFaults } from "./disk-faults.ts";
import { Draw } from "./draw.ts";
import { Life } from "./life.ts";
import { Network } from "./network.ts";
import { nextOwner } from "./next-owner.ts";
import { put } from "./operator.ts";
import type { SimOptions } from "./options.ts";
import { SimAgent } from "./sim-agent.ts";
import { SimLock } from "./sim-lock.ts";
import { SimTime, standstill } from "./sim-time.ts";
import { SimRepository } from "./sim-trees.ts";
import { unharmed } from "./unharmed.ts";
import { Witness } from "./witness.ts";
import { Worker } from "./worker.ts";

const DAY = 86_400_000;
/** Timers in one life after which it counts as one that never ends. */
const MOST_TIMERS = 200_000;
/** Chance that after a crash it is looked at what the next owner would make of it. */
const AHEAD = 0.5;
/** Chance of death at the step that a scenario is aimed at. */
const AIMED = 0.35;

/** How the life of a process went. */
export type End<T> = { type: "ended"; value: T } | { type: "failed"; error: unknown } | { type: "died" | "hung" };

/** One simulated machine: its disk, time, lock, repository and worker, and the lives of processes on it, with all that may befall them. */
export class Machine {
  readonly time = new SimTime();
  readonly repository = new SimRepository();
  readonly witness: Witness;
  readonly worker: Worker;
  readonly network: Network | null;
  readonly draw: Draw;
  readonly faults: Record<string, number> = {};
  disk: FaultyFs;
  crashes = 0;
  /** Crashes after which it was judged what the next owner makes of them. */
  ahead = 0;
  /** Faults are over. */
  isCalm = false;
  readonly #options: SimOptions;
  readonly #blame: (problem: string) => void;
  readonly #lock = new SimLock();
  readonly #root: string;
  /** Draws of its own, so that looking changes nothing. */
  readonly #ahead: Draw;
  #lives = 0;
  #zombie: Life | null = null;
  /** The last epoch that was seen when it hung. */
  #zombieEpoch = 0;

  constructor(options: SimOptions, root: string, blame: (problem: string) => void) {
    const { seed, mode, network } = options;
    this.#options = options;
    this.#blame = blame;
    this.#root = root;
    this.#ahead = new Draw(seed * 23 + 9);
    this.draw = new Draw(seed * 7 + 1);
    this.disk = new FaultyFs({ seed, now: () => this.time.wall });
    this.witness = new Witness(layoutOf(root).log, options, () => this.time.now);
    const leave = (path: string, text: string): void => unharmed(this.disk, () => put(this.disk, `${root}/${path}`, text));
    const agent = new SimAgent(seed, this.repository, leave);
    const durations = mode === "daemon" ? [0, 50, 700, 5000] : [0, 5, 40, 150];
    this.worker = new Worker({
      answer: (order) => agent.answer(order),
      time: this.time,
      draw: new Draw(seed * 13 + 5),
      durations,
      contradicts: options.meddles,
      onDouble: () => this.count("second report"),
      blame,
    });
    this.network = network === null ? null : new Network(this.time, new Draw(seed * 17 + 3), network);
  }

  /** A process on this machine as it is now. */
  born(): Life {
    this.#lives += 1;
    return new Life({ number: this.#lives, disk: this.disk, time: this.time, lock: this.#lock });
  }

  /** From now on supervisors get lost and the clock runs as the options say. */
  begin(): void {
    this.worker.loss = this.#options.loss;
    this.worker.endless = this.#options.endless;
    this.worker.doubles = this.#options.doubles;
    this.time.drift(this.#options.rate);
  }

  /** From now on nothing goes wrong any more. */
  calm(): void {
    this.isCalm = true;
    this.worker.loss = 0;
    this.worker.endless = 0;
    this.worker.doubles = 0;
    this.time.drift(1);
    if (this.network) this.network.trouble = 0;
  }

  /** Lets a process live until it ends, dies, or hangs. */
  async live<T>(faulty: boolean, action: (life: Life) => Promise<T>): Promise<End<T>> {
    const life = this.born();
    if (faulty) this.#threaten(life);
    let end: End<T> | null = null;
    action(life).then(
      (value) => {
        end = { type: "ended", value };
        this.#doubt(life);
      },
      (error: unknown) => {
        end = { type: "failed", error };
      },
    );
    const last = this.time.fired + MOST_TIMERS;
    for (;;) {
      await standstill();
      if (life.isDead) end = { type: "died" };
      // What hung when its disk crashed under it does not wake up any more.
      else if (life.isHung && life !== this.#zombie) return this.#leaveHanging(life);
      if (end !== null) break;
      if (this.time.fired < last && this.time.advance()) continue;
      end = {
        type: "failed",
        error: new Error(this.time.isOver ? "the process waits for what will never happen" : "the process never ends"),
      };
    }
    // What is left of a dead process may still fail: that is not its end.
    const told = end as End<T>;
    await this.#bury(life, told.type === "died");
    return told;
  }

  /** After a process is gone its machine is as it left it, or, when that died too, as it comes up again. */
  async #bury(life: Life, died: boolean): Promise<void> {
    const power = died && !this.draw.chance(this.#options.kills);
    life.end();
    this.#zombie?.end();
    this.#zombie = null;
    this.disk = power ? this.disk.crash() : this.disk.handOver();
    if (power && this.network === null) this.worker.die();
    this.#lock.die();
    if (died) {
      // A machine that comes up again may have lost its time as well.
      if (this.#options.jumps > 0 && !this.isCalm && this.draw.chance(0.7)) this.#jump();
      this.crashes += 1;
      this.count(power ? "power loss" : "kill");
      this.witness.compare(this.disk);
      await this.#lookAhead();
    }
    await standstill();
  }

  /** Judges what the next owner would make of this crash. */
  async #lookAhead(): Promise<void> {
    if (this.#ahead.chance(1 - AHEAD)) return;
    const { disk, problems } = await nextOwner(this.disk, this.#root, this.#ahead.pick(["deleted", "kept"]));
    this.ahead += 1;
    for (const problem of problems) this.#blame(problem);
    this.witness.compare(disk);
  }

  /** It lost its lock while it hung. When it wakes up and another has it, it must find that out before it writes. */
  #leaveHanging(life: Life): { type: "hung" } {
    this.#zombie = life;
    this.#zombieEpoch = this.witness.epoch;
    this.crashes += 1;
    this.count("hang");
    this.#lock.die();
    this.disk.plan = undefined;
    this.time.after(5 + this.draw.below(300), () => life.thaw());
    return { type: "hung" };
  }

  /** Nobody who hung while another took the workspace ends well. */
  #doubt(life: Life): void {
    if (life !== this.#zombie || this.witness.epoch === this.#zombieEpoch) return;
    this.#blame("an owner that hung and lost the workspace thought that it ended well");
  }

  /** Draws how a life may end, and what its disk does to it. */
  #threaten(life: Life): void {
    const { disk } = this;
    const options = this.#options;
    const draw = this.draw;
    const within = (exponent: number): number => disk.operations + 1 + Math.floor(2 ** (draw.next() * exponent));
    const aimed = options.step !== null || options.part !== null;
    const crashAt = draw.chance(aimed ? 0.3 : 0.8) ? within(11) : Number.POSITIVE_INFINITY;
    const { part } = options;
    const crashes = ({ index, path }: Operation): boolean =>
      index >= crashAt || (part !== null && path.includes(part) && draw.chance(AIMED / 4));
    const trouble = draw.chance(options.diskFaults) ? { from: within(9), length: draw.pick([1, 1, 3, 30, 300]) } : null;
    // A process may also die while it sleeps: then it is in no operation and no step.
    if (draw.chance(0.3)) life.dieAfter(2 ** (draw.next() * 14));
    const onFault = (kind: string): void => this.count(kind);
    const onCrash = (): void => {
      life.isDead = true;
    };
    disk.plan = diskFaults({ crashes, trouble, draw, onFault, onCrash });
  }

  /** What happens to a process between two steps of its effects. */
  async turn(life: Life, step: string, faulty: boolean, hangs: boolean): Promise<void> {
    const options = this.#options;
    await life.alive();
    if (!faulty || this.isCalm || life === this.#zombie) return;
    if (this.draw.chance(options.jumps)) this.#jump();
    if (this.draw.chance(step === options.step ? AIMED : options.deaths)) life.isDead = true;
    else if (hangs && this.#zombie === null && this.draw.chance(0.05)) life.hang();
    await life.alive();
  }

  /** The wall clock is set, by up to a day in either direction. */
  #jump(): void {
    this.time.jump(Math.floor((this.draw.next() * 2 - 1) * DAY));
    this.count("clock jump");
  }

  /** Whoever has used up a day waits for the next. */
  nextDay(): void {
    this.time.jump(DAY);
  }

  count(fault: string, times = 1): void {
    this.faults[fault] = (this.faults[fault] ?? 0) + times;
  }
}
