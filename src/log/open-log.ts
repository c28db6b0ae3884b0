import { join } from "node:path";
import type { EventEnvelope, NewEvent } from "../events/envelope.ts";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Clock } from "../kernel/ports/clock.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { cutsAt, cutTail } from "./cut-tail.ts";
import { diskFailure } from "./disk-failure.ts";
import { EventLog } from "./event-log.ts";
import { unfinishedRepair } from "./finish-repair.ts";
import { currentKnowledge, type Knowledge } from "./knowledge.ts";
import { listSegments } from "./layout.ts";
import { LogTail } from "./log-tail.ts";
import { type LogPosition, START } from "./position.ts";
import { type ReadLogResult, readLog } from "./read-log.ts";
import { settleTail } from "./settle-tail.ts";
import { listSnapshots } from "./snapshot.ts";

export interface OpenLogOptions {
  fs: Fs;
  /** The log's directory, absolute. */
  directory: string;
  clock: Clock;
  /** Start after this event, e.g. a snapshot's. From the beginning when absent. */
  from?: LogPosition;
  /** Gets each event of each whole batch, in order, and the `log.repaired` that opening may append. */
  onEvent?: (event: EventEnvelope) => void;
  /** Make an empty log where there is none. */
  create?: boolean;
  /** Bytes after which a segment is sealed. 64 MiB by default. */
  segmentBytes?: number;
  /** Other types than this version's, for tests. */
  knowledge?: Knowledge;
}

export interface OpenedLog {
  log: EventLog;
  /** Events handed out, `log.repaired` not included, and events of unknown types that were passed over. */
  events: number;
  skipped: number;
  /** Torn bytes that were moved to a file below the log's directory, of which `log.repaired` tells. Null after a clean end. */
  repaired: { bytes: number; moved: string; reason: string } | null;
}

/**
 * Opens a log for writing: the caller must hold the owner lock. Torn bytes at its end are moved aside and `log.repaired`
 * is appended. Throws `log.missing`, `log.corrupt`, `log.newer`, `log.bad-position`, `log.disk` or `log.io`, and `log.fenced` when
 * another owner wrote meanwhile: the lock was lost.
 */
export function openLog(options: OpenLogOptions): OpenedLog {
  const { fs, directory, clock, segmentBytes = 64 * 1024 * 1024, knowledge = currentKnowledge } = options;
  if (listSegments(fs, directory).length === 0) {
    // A directory that has lost its segments, or waits for the end of a repair, is not a new one.
    const fresh = listSnapshots(fs, directory).length === 0 && unfinishedRepair(fs, directory) === null;
    if (!options.create || !fresh) throw new MillraceError("log.missing", { directory });
    guarded(() => create(fs, directory));
  }
  const read = readLog({ fs, directory, knowledge, ...pick(options) });
  const { head } = read;
  refuse(read);
  return guarded(() => {
    const torn = read.end.kind === "torn" ? read.end : null;
    const moved = torn && cutTail(fs, directory, torn, head.seq + 1, clock.wall());
    const cuts = cutsAt(fs, directory, head.seq + 1);
    settleTail(fs, directory, head, cuts.length > 0);
    const tail = new LogTail(fs, directory, head.segment, head.end, segmentBytes);
    const log = new EventLog({ fs, directory, clock, knowledge, tail, head: head.line, epoch: head.epoch + 1 });
    const repairs = cuts.map((path) => ({
      bytes: fs.facts(join(directory, path))?.size ?? 0,
      moved: path,
      reason: path === moved ? (torn?.problem ?? "") : "an earlier owner moved them and died before it could say so",
    }));
    const events = repairs.map((data): NewEvent => ({ type: "log.repaired", actor: "runtime", subject: "log", cause: 0, data }));
    try {
      for (const event of log.appendNow(events)) options.onEvent?.(event);
    } catch (error) {
      tail.close();
      throw error;
    }
    return { log, events: read.events, skipped: read.skipped, repaired: repairs.at(-1) ?? null };
  });
}

function pick(options: OpenLogOptions): Pick<OpenLogOptions, "from" | "onEvent"> {
  return { ...(options.from ? { from: options.from } : {}), ...(options.onEvent ? { onEvent: options.onEvent } : {}) };
}

function refuse({ end, head }: ReadLogResult): void {
  switch (end.kind) {
    case "corrupt":
      throw new MillraceError("log.corrupt", { segment: end.segment, offset: end.offset, seq: end.seq, problem: end.problem });
    case "newer":
      throw new MillraceError("log.newer", { type: end.type, tv: end.tv, seq: end.seq });
    case "unanchored":
      throw new MillraceError("log.bad-position", { seq: head.seq, problem: end.problem });
    case "whole":
    case "torn":
    case "reached":
      return;
  }
}

/** An empty first segment; settling it makes it durable. */
function create(fs: Fs, directory: string): void {
  fs.makeDirectory(directory);
  fs.open(join(directory, START.segment), "create").close();
}

function guarded<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof MillraceError) throw error;
    throw diskFailure(error);
  }
}
