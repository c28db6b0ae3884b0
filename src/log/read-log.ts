import type { EventEnvelope } from "../events/envelope.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { interpret } from "./interpret.ts";
import { isTorn } from "./is-torn.ts";
import { currentKnowledge, type Knowledge } from "./knowledge.ts";
import { listSegments } from "./layout.ts";
import { type LogPosition, START } from "./position.ts";
import { type ScanEnd, type ScanHead, scanLog } from "./scan-log.ts";

export interface ReadLogOptions {
  fs: Fs;
  /** The log's directory, absolute. */
  directory: string;
  /** Read what follows this event. From the beginning when absent. */
  from?: LogPosition;
  /** Last sequence that is wanted; its whole batch is read. */
  to?: number;
  /** Gets each event of each whole batch, in order, its blob resolved and at the newest version of its type. */
  onEvent?: (event: EventEnvelope) => void;
  /** Other types than this version's, for tests. */
  knowledge?: Knowledge;
}

/** Where reading ended, and why. */
export type ReadEnd =
  | { kind: "whole" }
  /** `to` was reached. */
  | { kind: "reached" }
  /** Bytes that were never acknowledged, or are being written at this moment. */
  | { kind: "torn"; segment: string; offset: number; bytes: number; problem: string }
  /** The state is known up to the event before `seq`. */
  | { kind: "newer"; type: string; tv: number; seq: number }
  | { kind: "corrupt"; segment: string; offset: number; bytes: number; seq: number; problem: string }
  /** `from` is not in this log. */
  | { kind: "unanchored"; problem: string };

export interface ReadLogResult {
  head: ScanHead;
  end: ReadEnd;
  /** Events handed out, and events of unknown types that may be passed over. */
  events: number;
  skipped: number;
}

/**
 * Reads a log without changing anything, with or without an owner, in bounded memory. Never throws for what it finds there.
 * What looks corrupt is looked at once more: while an owner writes, a line may be half there at one moment and whole, with
 * later ones behind it, at the next. Damage stays where it was.
 */
export function readLog(options: ReadLogOptions): ReadLogResult {
  let result = readOnce(options);
  while (result.end.kind === "corrupt") {
    const again = readOnce({ ...options, from: result.head.line });
    if (again.end.kind === "corrupt" && again.head.seq === result.head.seq && again.end.offset === result.end.offset) return result;
    result = joined(result, again);
  }
  return result;
}

function joined(first: ReadLogResult, then: ReadLogResult): ReadLogResult {
  const epoch = Math.max(first.head.epoch, then.head.epoch);
  const durable = Math.max(first.head.durable, then.head.durable);
  return { ...then, head: { ...then.head, epoch, durable }, events: first.events + then.events, skipped: first.skipped + then.skipped };
}

function readOnce(options: ReadLogOptions): ReadLogResult {
  const { fs, directory, to = Number.POSITIVE_INFINITY, onEvent, knowledge = currentKnowledge } = options;
  let events = 0;
  let skipped = 0;
  const met: { newer?: ReadEnd } = {};

  const { head, end } = scanLog({
    fs,
    directory,
    from: options.from ?? START,
    onBatch(batch) {
      if ((batch[0]?.seq ?? 0) > to) return "stop";
      let known = 0;
      for (const event of batch) {
        const reading = interpret(fs, directory, knowledge, event);
        if (reading.kind === "newer") {
          met.newer = reading;
          return "stop";
        }
        if (reading.kind === "wrong") return { problem: reading.problem };
        if (reading.kind === "event") batch[known++] = reading.event;
      }
      skipped += batch.length - known;
      events += known;
      if (onEvent) for (let index = 0; index < known; index++) onEvent(batch[index] as EventEnvelope);
      return "next";
    },
  });
  return { head, end: met.newer ?? beginless(fs, options, end) ?? judge(fs, directory, end), events, skipped };
}

/** A log that has lines but does not begin where one of them says is not an empty one. */
function beginless(fs: Fs, { directory, from }: ReadLogOptions, end: ScanEnd): ReadEnd | null {
  const first = end.kind === "unanchored" && (from ?? START).seq === 0 ? listSegments(fs, directory)[0] : undefined;
  if (!first || first.first === 1) return null;
  const problem = `it begins at event ${first.first}, and no event says that those before it were pruned`;
  return { kind: "corrupt", segment: first.name, offset: 0, bytes: 0, seq: 1, problem };
}

function judge(fs: Fs, directory: string, end: ScanEnd): ReadEnd {
  switch (end.kind) {
    case "whole":
    case "unanchored":
      return end;
    case "stopped":
      return { kind: "reached" };
    case "newer":
      return { kind: "newer", type: `envelope v${end.envelope}`, tv: end.envelope, seq: end.seq };
    case "invalid": {
      const { segment, offset, bytes, seq, problem } = end;
      if (isTorn(fs, directory, end)) return { kind: "torn", segment, offset, bytes, problem };
      return { kind: "corrupt", segment, offset, bytes, seq, problem };
    }
  }
}
