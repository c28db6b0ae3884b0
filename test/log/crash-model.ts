import assert from "node:assert/strict";
import type { EventEnvelope } from "../../src/events/envelope.ts";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import type { Clock } from "../../src/kernel/ports/clock.ts";
import type { EventLog } from "../../src/log/event-log.ts";
import { openLog } from "../../src/log/open-log.ts";
import { readLog } from "../../src/log/read-log.ts";
import { loadSnapshot, writeSnapshot } from "../../src/log/snapshot.ts";
import { CrashError } from "../support/faulty-fs/crash-error.ts";
import type { FaultyFs } from "../support/faulty-fs/faulty-fs.ts";
import type { Random } from "../support/faulty-fs/random.ts";
import { knowledge, marked, markOf } from "./log-events.ts";

export const DIRECTORY = "/w/log";

/** What the owner was told of a batch. `unknown`: the machine died, or the disk did not confirm. */
type Fate = "acknowledged" | "refused" | "unknown";

interface Attempt {
  marks: string[];
  fate: Fate;
}

/**
 * An owner that appends, dies, and opens again, and what it may expect to find: all acknowledged batches, none that was
 * refused, each whole, in order, and once found never lost.
 */
export class CrashModel {
  readonly #random: Random;
  readonly #clock: Clock;
  #attempts: Attempt[] = [];
  #batches = 0;

  constructor(random: Random) {
    this.#random = random;
    let now = 1_800_000_000_000;
    this.#clock = { wall: () => now++, monotonic: () => now, sleep: async () => undefined };
  }

  /** Opens, checks what is there, then works until the disk dies or `steps` are done. Gives whether the owner lived. */
  async live(fs: FaultyFs, steps: number): Promise<boolean> {
    try {
      const log = this.open(fs);
      for (let step = 0; step < steps; step++) {
        await this.#step(fs, log);
        if (this.#random() < 0.05) break;
      }
      await log.close();
      return true;
    } catch (error) {
      if (error instanceof CrashError) return false;
      if (error instanceof MillraceError && ["log.disk", "log.io", "log.sync-failed", "log.broken"].includes(error.code)) return true;
      throw error;
    }
  }

  open(fs: FaultyFs): EventLog {
    const found: EventEnvelope[] = [];
    const read: EventEnvelope[] = [];
    const before = fs.operations;
    const looked = readLog({ fs, directory: DIRECTORY, knowledge, onEvent: (event) => read.push(event) });
    assert.equal(fs.operations, before, "readLog() changed the disk");
    const { log, repaired } = openLog({
      fs,
      directory: DIRECTORY,
      knowledge,
      clock: this.#clock,
      create: true,
      segmentBytes: 1500,
      onEvent: (event) => found.push(event),
    });
    if (looked.end.kind === "torn") assert.ok(repaired);
    else if (looked.head.seq > 0) assert.equal(looked.end.kind, "whole");
    assert.deepEqual(found.slice(0, read.length), read);
    this.#check(found);
    this.#checkSnapshot(fs, found);
    return log;
  }

  async #step(fs: FaultyFs, log: EventLog): Promise<void> {
    const luck = this.#random();
    if (luck < 0.1) {
      try {
        writeSnapshot(fs, DIRECTORY, { reducer: "1", position: log.head, state: { seq: log.head.seq } });
      } catch (error) {
        if (error instanceof CrashError) throw error;
      }
      return;
    }
    if (luck < 0.15) return void log.mark();
    if (luck < 0.6) return this.#appendNow(log);
    const group = Array.from({ length: 1 + Math.floor(this.#random() * 4) }, () => this.#appendSoon(log));
    const ends = await Promise.all(group);
    const crash = ends.find((error) => error instanceof CrashError);
    if (crash) throw crash;
  }

  #appendNow(log: EventLog): void {
    const attempt = this.#attempt();
    try {
      this.#acknowledge(attempt, log.appendNow(this.#events(attempt)));
    } catch (error) {
      this.#refuse(attempt, error);
    }
  }

  async #appendSoon(log: EventLog): Promise<unknown> {
    const attempt = this.#attempt();
    try {
      this.#acknowledge(attempt, await log.append(this.#events(attempt)));
      return null;
    } catch (error) {
      if (!(error instanceof CrashError)) this.#refuse(attempt, error);
      return error;
    }
  }

  #attempt(): Attempt {
    const batch = ++this.#batches;
    const attempt: Attempt = {
      marks: Array.from({ length: 1 + Math.floor(this.#random() * 3) }, (_, index) => `${batch}.${index}`),
      fate: "unknown",
    };
    this.#attempts.push(attempt);
    return attempt;
  }

  #events(attempt: Attempt): ReturnType<typeof marked>[] {
    return attempt.marks.map((mark) => marked(mark, this.#random() < 0.1 ? 9000 : Math.floor(this.#random() * 40)));
  }

  #acknowledge(attempt: Attempt, events: EventEnvelope[]): void {
    assert.deepEqual(events.map(markOf), attempt.marks);
    attempt.fate = "acknowledged";
  }

  /** A definite refusal lets the owner go on; after any other the log must be opened anew. */
  #refuse(attempt: Attempt, error: unknown): void {
    if (!(error instanceof MillraceError)) throw error;
    if (error.code === "log.disk" || error.code === "log.io") {
      attempt.fate = "refused";
      return;
    }
    throw error;
  }

  #check(found: readonly EventEnvelope[]): void {
    assert.deepEqual(
      found.map((event) => event.seq),
      found.map((_, index) => index + 1),
    );
    const marks = found.filter((event) => event.type === "test.noted").map(markOf);
    let next = 0;
    for (const attempt of this.#attempts) {
      const there = marks[next] === attempt.marks[0];
      if (there) assert.deepEqual(marks.slice(next, next + attempt.marks.length), attempt.marks, "a batch is not whole");
      if (attempt.fate === "acknowledged") assert.ok(there, `acknowledged batch ${attempt.marks[0]} is lost`);
      if (attempt.fate === "refused") assert.ok(!there, `refused batch ${attempt.marks[0]} has appeared`);
      attempt.fate = there ? "acknowledged" : "refused";
      if (there) next += attempt.marks.length;
    }
    assert.equal(next, marks.length, "the log holds what nobody appended");
  }

  #checkSnapshot(fs: FaultyFs, found: readonly EventEnvelope[]): void {
    const { snapshot } = loadSnapshot(fs, DIRECTORY, "1");
    if (!snapshot) return;
    assert.deepEqual(snapshot.state, { seq: snapshot.position.seq });
    const tail: number[] = [];
    readLog({ fs, directory: DIRECTORY, knowledge, from: snapshot.position, onEvent: (event) => tail.push(event.seq) });
    assert.deepEqual(
      tail,
      found.slice(snapshot.position.seq).map((event) => event.seq),
    );
  }
}
