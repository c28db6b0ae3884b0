import { join } from "node:path";
import type { EventEnvelope } from "../events/envelope.ts";
import { isObject } from "../events/is-object.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { sha256 } from "../kernel/sha256.ts";
import { envelopeProblem } from "./envelope-problem.ts";
import { hashBefore } from "./hash-before.ts";
import { listSegments, type Segment } from "./layout.ts";
import { hashLine } from "./line.ts";
import { type LogStart, logStart } from "./log-start.ts";
import type { LogPosition } from "./position.ts";
import { readLines } from "./read-lines.ts";
import { type AnnouncedStubs, announcedStubs, stubKey } from "./redact/announced-stubs.ts";

/** Where the valid prefix of a log ends. */
export interface ScanHead extends LogPosition {
  /** The last event as a place to read on from: `segment` above may be one that holds no line yet. */
  line: LogPosition;
  /** Byte after the last line of the last whole batch. */
  end: number;
  epoch: number;
  /** Highest `durable` in the valid prefix, lines of an incomplete last batch included. */
  durable: number;
  /** Byte from which on no line is known to be durable; all before it are, or stand in earlier segments. */
  unsettled: number;
}

/** Why a scan ended. `offset` and `seq` are those of the first event that is not part of a valid whole batch. */
export type ScanEnd =
  | { kind: "whole" }
  | { kind: "stopped" }
  | { kind: "newer"; envelope: number; seq: number }
  | { kind: "invalid"; segment: string; last: boolean; offset: number; bytes: number; seq: number; problem: string }
  | { kind: "unanchored"; problem: string };

export interface ScanOrder {
  fs: Fs;
  directory: string;
  /** Start after this event, which is checked to be there. */
  from: LogPosition;
  /** Each whole valid batch. "stop" ends the scan before it; a text says what is wrong with it and ends the scan too. */
  onBatch: (events: EventEnvelope[]) => "next" | "stop" | { problem: string };
}

/** Reads a log: chain, sequence and batches are checked on the raw bytes; what events mean is left to `onBatch`. */
export function scanLog(order: ScanOrder): { head: ScanHead; end: ScanEnd } {
  return new Scan(order).run();
}

class Scan {
  readonly #order: ScanOrder;
  readonly #head: ScanHead;
  /** Sequence of the next line, and the hash before it. */
  #expected: number;
  #previous = "";
  /** The line that the scan starts from has been seen; it is not handed out. */
  #anchored: boolean;
  /** Lines of a batch that is not whole yet, and where they start. */
  #batch: EventEnvelope[] = [];
  #batchOffset: number;
  #end: ScanEnd | null = null;
  /** Read ahead for at the first line that does not have its hash. */
  #stubs: AnnouncedStubs | null = null;
  /** Where a log that was pruned begins, when it is read from its beginning. */
  #start: LogStart | null = null;

  constructor(order: ScanOrder) {
    const { from } = order;
    this.#order = order;
    this.#head = { ...from, line: from, end: from.offset, epoch: 0, durable: 0, unsettled: from.offset };
    this.#expected = Math.max(1, from.seq);
    this.#anchored = from.seq === 0;
    this.#batchOffset = from.offset;
  }

  run(): { head: ScanHead; end: ScanEnd } {
    const { fs, directory, from } = this.#order;
    const segments = listSegments(fs, directory);
    const wanted = from.seq === 0 ? this.#begin(segments) : from.segment;
    const start = segments.findIndex((segment) => segment.name === wanted);
    if (start === -1) return this.#unanchored(`segment ${from.segment} is not there`);
    const previous = this.#start?.hash ?? hashBefore(fs, directory, segments, start, from.offset);
    if (previous === null) return this.#unanchored(`no line starts at byte ${from.offset} of ${from.segment}`);
    this.#previous = previous;
    for (let index = start; index < segments.length && !this.#end; index++) {
      this.#segment(segments[index] as Segment, index === start, index === segments.length - 1);
    }
    return { head: this.#head, end: this.#end ?? this.#whole() };
  }

  /** Makes ready to read from the first event that is there; gives its segment. */
  #begin(segments: readonly Segment[]): string {
    const start = logStart(this.#order.fs, this.#order.directory, segments);
    if (!start?.pruned) return this.#order.from.segment;
    this.#start = start;
    this.#expected = start.seq + 1;
    Object.assign(this.#head, { seq: start.seq, hash: start.hash, segment: start.segment });
    return start.segment;
  }

  /** A beginning other than event 1 is only taken from an event that the chain from there holds. */
  #whole(): ScanEnd {
    const { pruned, segment } = this.#start ?? {};
    if (!pruned || !segment || this.#head.seq >= pruned.at.seq) return { kind: "whole" };
    const problem = `event ${pruned.at.seq}, by which the log begins after ${this.#start?.seq}, is not in it`;
    return { kind: "invalid", segment, last: false, offset: 0, bytes: 0, seq: this.#expected, problem };
  }

  #unanchored(problem: string): { head: ScanHead; end: ScanEnd } {
    return { head: this.#head, end: { kind: "unanchored", problem } };
  }

  #segment(segment: Segment, first: boolean, last: boolean): void {
    const { fs, directory, from } = this.#order;
    if (!first) {
      this.#batchOffset = 0;
      if (segment.first !== this.#expected) {
        this.#end = this.#invalid(
          segment,
          false,
          `the segment that holds ${this.#expected} is missing: this one starts at ${segment.first}`,
        );
        return;
      }
      Object.assign(this.#head, { segment: segment.name, end: 0, unsettled: 0 });
    }
    const path = join(directory, segment.name);
    const kind = fs.facts(path)?.kind;
    if (kind === "directory" || kind === "other") {
      this.#end = this.#invalid(segment, false, "it is not a file");
      return;
    }
    const lines = readLines(fs, path, this.#batchOffset, this.#previous, (bytes, start, end, offset) =>
      this.#line(segment, last, bytes, start, end, offset),
    );
    if (this.#end) return;
    if (!this.#anchored) this.#end = { kind: "unanchored", problem: `event ${from.seq} is not at byte ${from.offset} of ${from.segment}` };
    else if (lines.reason === "overlong") this.#end = this.#invalid(segment, last, "a line has no end");
    else if (this.#batch.length > 0) this.#end = this.#invalid(segment, last, "a batch is incomplete");
    else if (lines.rest > 0) this.#end = this.#invalid(segment, last, "the last line is incomplete");
  }

  #line(segment: Segment, last: boolean, bytes: Buffer, start: number, end: number, offset: number): boolean {
    const event = parse(bytes.toString("utf8", start, end));
    const chained =
      isObject(event) && (event.hash === hashLine(bytes, start, end) || this.#isStub(segment, event.hash, bytes, start, end, offset));
    // An envelope of any version ends with the hash: a line that has it was written so, and is not damaged.
    if (chained && isNewer(event)) {
      this.#end = { kind: "newer", envelope: event.v, seq: this.#expected };
      return false;
    }
    const problem = chained ? this.#problem(event) : "its hash does not fit";
    if (!chained || problem !== null) {
      if (this.#anchored) this.#end = this.#invalid(segment, last, event ? (problem ?? "") : "it is not JSON");
      return false;
    }
    if (!this.#anchored && (event.hash !== this.#order.from.hash || event.batch[0] !== event.batch[1])) return false;
    return this.#accept(segment, event, offset, offset + end - start + 1);
  }

  #problem(event: EventEnvelope): string | null {
    const at = this.#start?.pruned?.at;
    if (at?.seq === event.seq && at.hash !== event.hash) return "it is not the event by which the log begins where it does";
    return lineProblem(event, this.#expected, this.#anchored ? this.#batch : null);
  }

  /** Whether a later event names these very bytes as what stands in the place of a redacted line. */
  #isStub(segment: Segment, hash: unknown, bytes: Buffer, start: number, end: number, offset: number): boolean {
    if (typeof hash !== "string") return false;
    const { fs, directory } = this.#order;
    if (!this.#stubs) {
      const rest = listSegments(fs, directory).filter(({ first }) => first >= segment.first);
      this.#stubs = announcedStubs(fs, directory, rest, { offset, previous: this.#previous });
    }
    return this.#stubs.has(stubKey(hash, sha256(bytes.subarray(start, end))));
  }

  #accept(segment: Segment, event: EventEnvelope, offset: number, end: number): boolean {
    const head = this.#head;
    if (this.#anchored) this.#batch.push(event);
    this.#anchored = true;
    if (event.durable > head.durable) {
      head.durable = event.durable;
      // A writer syncs all it has written before it writes more. Of another one nothing later is taken for settled.
      if (event.durable === event.seq - 1) head.unsettled = offset;
    }
    this.#expected = event.seq + 1;
    this.#previous = event.hash;
    if (event.batch[0] < event.batch[1]) return true;
    if (this.#batch.length > 0) {
      const verdict = this.#order.onBatch(this.#batch);
      if (verdict !== "next") {
        this.#end = verdict === "stop" ? { kind: "stopped" } : this.#invalid(segment, false, verdict.problem);
        return false;
      }
      this.#batch = [];
    }
    this.#batchOffset = end;
    head.seq = event.seq;
    head.hash = event.hash;
    head.offset = offset;
    head.end = end;
    head.epoch = event.epoch;
    head.line = { seq: event.seq, hash: event.hash, segment: segment.name, offset };
    return true;
  }

  #invalid(segment: Segment, last: boolean, problem: string): ScanEnd {
    const { fs, directory } = this.#order;
    const offset = this.#batchOffset;
    const bytes = (fs.facts(join(directory, segment.name))?.size ?? offset) - offset;
    return { kind: "invalid", segment: segment.name, last, offset, bytes, seq: this.#batch[0]?.seq ?? this.#expected, problem };
  }
}

function lineProblem(event: EventEnvelope, expected: number, batch: readonly EventEnvelope[] | null): string | null {
  const problem = envelopeProblem(event);
  if (problem !== null) return problem;
  if (event.seq !== expected) return `its sequence is ${event.seq}, not ${expected}`;
  if (batch === null) return null;
  const [place, size] = event.batch;
  if (place !== batch.length + 1 || size < place || size !== (batch[0]?.batch[1] ?? size))
    return `its batch [${place},${size}] does not continue`;
  return null;
}

function isNewer(event: EventEnvelope): boolean {
  return Number.isSafeInteger(event.v) && (event.v as number) > 1;
}

function parse(text: string): EventEnvelope | null {
  try {
    return JSON.parse(text) as EventEnvelope;
  } catch {
    return null;
  }
}
