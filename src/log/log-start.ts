import { join } from "node:path";
import type { EventData } from "../events/event.ts";
import { eventGuards } from "../events/guards.generated.ts";
import { isObject } from "../events/is-object.ts";
import { isFsError } from "../kernel/fs-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { blobPath, listSegments, type Segment, segmentName } from "./layout.ts";
import { GENESIS, hashLine } from "./line.ts";
import { linkAt } from "./link-at.ts";
import { type LogPosition, START } from "./position.ts";
import { readPointer } from "./prune-pointer.ts";
import { readLines } from "./read-lines.ts";

/** A `log.pruned` event and where it stands. */
export interface Pruned {
  at: LogPosition;
  data: EventData<"log.pruned">;
}

/** What the first line of a log follows. */
export interface LogStart {
  /** 0 and zeros for a log that is whole; else the event before the first one, which is in an archive. */
  seq: number;
  hash: string;
  /** The segment that begins after it. */
  segment: string;
  /** The event that says so. */
  pruned: Pruned | null;
}

/**
 * Where a log begins. One that does not begin with event 1 does so only where a line of its own, `log.pruned`, names exactly
 * that beginning; null when none does. The pointer file only saves the search for that line.
 */
export function logStart(fs: Fs, directory: string, segments: readonly Segment[] = listSegments(fs, directory)): LogStart | null {
  const names = new Set(segments.map(({ name }) => name));
  const pointed = pointedAt(fs, directory, segments);
  const begins = ({ data: { throughSeq, checkpoint } }: Pruned): boolean =>
    throughSeq > 0 && checkpoint !== null && names.has(segmentName(throughSeq + 1)) && fs.facts(blobPath(directory, checkpoint)) !== null;
  if (pointed && begins(pointed)) return startAfter(pointed);
  const first = segments[0];
  if (!first) return null;
  if (first.first === 1) return { seq: 0, hash: GENESIS, segment: START.segment, pruned: null };
  for (const segment of [...segments].reverse()) {
    const found = prunedIn(fs, directory, segments, segment, 0).findLast(begins);
    if (found) return startAfter(found);
  }
  return null;
}

/** The newest `log.pruned` event that a log's pointer names, if it is there. */
export function pointedAt(fs: Fs, directory: string, segments: readonly Segment[] = listSegments(fs, directory)): Pruned | null {
  const at = readPointer(fs, directory)?.at;
  const segment = at && segments.find(({ name }) => name === at.segment);
  if (!at || !segment) return null;
  const [found] = prunedIn(fs, directory, segments, segment, at.offset);
  return found && found.at.offset === at.offset && found.at.hash === at.hash ? found : null;
}

/** The newest `log.pruned` event of a log, whether or not it names a beginning that is there; reads until it is found. */
export function newestPruned(fs: Fs, directory: string): Pruned | null {
  const segments = listSegments(fs, directory);
  for (const segment of [...segments].reverse()) {
    const found = prunedIn(fs, directory, segments, segment, 0).at(-1);
    if (found) return found;
  }
  return null;
}

function startAfter(pruned: Pruned): LogStart {
  const { throughSeq, hash } = pruned.data;
  return { seq: throughSeq, hash, segment: segmentName(throughSeq + 1), pruned };
}

const TYPE = Buffer.from('"type":"log.pruned"');

/** The `log.pruned` events of a segment whose lines have their hash; from a byte other than 0 on, only the line there. */
function prunedIn(fs: Fs, directory: string, segments: readonly Segment[], segment: Segment, offset: number): Pruned[] {
  const found: Pruned[] = [];
  try {
    const path = join(directory, segment.name);
    const previous = offset > 0 ? linkAt(fs, path, offset) : hashBefore(fs, directory, segments, segment);
    readLines(fs, path, offset, previous ?? GENESIS, (bytes, start, end, at) => {
      const place = bytes.indexOf(TYPE, start);
      if (place !== -1 && place < end) {
        const pruned = parse(bytes, start, end, segment.name, at);
        if (pruned) found.push(pruned);
      }
      return offset === 0;
    });
  } catch (error) {
    // A segment that was pruned at this very moment.
    if (!isFsError(error, "ENOENT")) throw error;
  }
  return found;
}

function hashBefore(fs: Fs, directory: string, segments: readonly Segment[], segment: Segment): string | null {
  const before = segments[segments.indexOf(segment) - 1];
  if (!before) return null;
  const path = join(directory, before.name);
  return linkAt(fs, path, fs.facts(path)?.size ?? 0);
}

function parse(bytes: Buffer, start: number, end: number, segment: string, offset: number): Pruned | null {
  let line: unknown;
  try {
    line = JSON.parse(bytes.toString("utf8", start, end));
  } catch {
    return null;
  }
  if (!isObject(line) || line.type !== "log.pruned" || line.hash !== hashLine(bytes, start, end)) return null;
  if (typeof line.seq !== "number" || eventGuards.get("log.pruned")?.check(line.data) !== null) return null;
  const data = line.data as EventData<"log.pruned">;
  return { at: { seq: line.seq, hash: line.hash as string, segment, offset }, data };
}
