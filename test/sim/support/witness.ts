import { itemMachine } from "../../../machines/runtime/item.ts";
import type { AnyEvent } from "../../../src/events/event.ts";
import type { Fs } from "../../../src/kernel/ports/fs.ts";
import type { LogPosition } from "../../../src/log/position.ts";
import { readLog } from "../../../src/log/read-log.ts";
import type { FaultyFs } from "../../support/faulty-fs/faulty-fs.ts";
import { BoundsModel } from "./bounds-model.ts";
import type { SimOptions } from "./options.ts";
import { RunModel } from "./run-model.ts";
import { unharmed } from "./unharmed.ts";

/** One life of the runtime, as far as the witness is concerned. */
export interface Seen {
  disk: FaultyFs;
  /** When it began, in milliseconds of the scenario. */
  began: number;
}

/**
 * Watches every decision from outside, by what was acknowledged, and judges each against a model of its own: invariants 1 and 3
 * to 7 after every step. What it finds are sentences; it never throws.
 */
export class Witness {
  readonly problems: string[] = [];
  readonly #log: string;
  readonly #hashes: string[] = [];
  readonly #phases = new Map<string, string>();
  readonly #runs: RunModel;
  readonly #bounds: BoundsModel;
  #position: LogPosition | null = null;
  #epoch = 0;
  /** Of the last owner that said so. */
  #owned = 0;
  /** Milliseconds of the scenario at which something was last decided. */
  lastAt = 0;

  constructor(log: string, options: SimOptions, now: () => number) {
    this.#log = log;
    this.#now = now;
    this.#runs = new RunModel(options, (problem) => this.#blame(problem));
    this.#bounds = new BoundsModel(options, (problem) => this.#blame(problem));
  }

  readonly #now: () => number;

  /** Events that were seen acknowledged. */
  get steps(): number {
    return this.#hashes.length;
  }

  /** Of the last event. */
  get epoch(): number {
    return this.#epoch;
  }

  /** The most runs that were live at once. */
  get peak(): number {
    return this.#runs.peak;
  }

  get liveRuns(): number {
    return this.#runs.live;
  }

  /** An event that an owner showed: it, and all before it, must be durable now. */
  saw(event: AnyEvent, life: Seen): void {
    if (event.seq <= this.#hashes.length) {
      if (this.#hashes[event.seq - 1] !== event.hash) this.#blame(`event ${event.seq} was shown a second time as another one`);
      return;
    }
    // The rest of its batch comes with it: a batch is durable as one.
    unharmed(life.disk, () => this.#read(life.disk, null, life.began));
    if (this.#hashes[event.seq - 1] !== event.hash)
      this.#blame(`event ${event.seq} (${event.type}) was shown but is not in the log as shown`);
    if (!life.disk.isDurable(`${this.#log}/${this.#position?.segment}`, this.#position?.offset ?? 0)) {
      this.#blame(`event ${event.seq} (${event.type}) was acknowledged before it was durable`);
    }
  }

  /** A command was answered with that sequence. */
  acknowledged(seq: number, disk: FaultyFs): void {
    if (seq > this.#hashes.length) unharmed(disk, () => this.#read(disk, seq, 0));
    if (seq > this.#hashes.length) this.#blame(`a command was answered with ${seq}, but the log ends at ${this.#hashes.length}`);
  }

  /** Whatever was acknowledged must still be there, as it was. */
  compare(fs: Fs): void {
    let lost = this.#hashes.length;
    const { end } = readLog({
      fs,
      directory: this.#log,
      onEvent: (event) => {
        if (event.seq > this.#hashes.length) return;
        if (event.hash === this.#hashes[event.seq - 1]) lost -= 1;
        else this.#blame(`event ${event.seq} is another one than was acknowledged`);
      },
    });
    if (end.kind !== "whole" && end.kind !== "torn") this.#blame(`the log ends ${end.kind}: ${JSON.stringify(end)}`);
    if (lost > 0) this.#blame(`${lost} acknowledged events are gone`);
  }

  #read(fs: Fs, to: number | null, began: number): void {
    const { head } = readLog({
      fs,
      directory: this.#log,
      ...(to === null ? {} : { to }),
      ...(this.#position === null ? {} : { from: this.#position }),
      onEvent: (event) => this.#take(event as AnyEvent, began),
    });
    if (head.line.seq > 0) this.#position = head.line;
    this.lastAt = this.#now();
  }

  #take(event: AnyEvent, began: number): void {
    const expected = this.#hashes.length + 1;
    if (event.seq < expected) return;
    if (event.seq !== expected) this.#blame(`event ${event.seq} follows ${expected - 1}`);
    this.#hashes.push(event.hash);
    if (event.epoch < this.#epoch) this.#blame(`event ${event.seq} has epoch ${event.epoch} after ${this.#epoch}: a fenced owner wrote`);
    if (event.type === "owner.acquired" && event.epoch <= this.#owned) this.#blame(`two owners have epoch ${event.epoch}`);
    if (event.type === "owner.acquired") this.#owned = event.epoch;
    this.#epoch = event.epoch;
    this.#moveItem(event);
    this.#bounds.take(event);
    this.#runs.take(event, { now: this.#now(), began });
  }

  #moveItem(event: AnyEvent): void {
    if (event.type === "item.added") {
      if (this.#phases.has(event.subject)) this.#blame(`item ${event.subject} was added twice`);
      this.#phases.set(event.subject, "queued");
    }
    if (event.type !== "item.moved") return;
    const phase = this.#phases.get(event.subject);
    const { from, to } = event.data;
    const step = itemMachine.step(from as never, event.data.event as never);
    if (phase !== from || !step.ok || step.state !== to) {
      this.#blame(`item ${event.subject} moved from ${from} (it was ${phase}) to ${to} by ${event.data.event}`);
    }
    this.#phases.set(event.subject, to);
  }

  #blame(problem: string): void {
    if (this.problems.length < 20 && !this.problems.includes(problem)) this.problems.push(problem);
  }
}
