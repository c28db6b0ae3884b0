import { join } from "node:path";
import type { Fs } from "../kernel/ports/fs.ts";

/** A segment of the log: a file named by the first sequence in it. */
export interface Segment {
  /** File name, e.g. `000000000001.jsonl`. */
  name: string;
  first: number;
}

const SEGMENT_NAME = /^(\d{12})\.jsonl$/;

/** The name of the segment whose first event is `first`. */
export function segmentName(first: number): string {
  return `${String(first).padStart(12, "0")}.jsonl`;
}

/** The segments in a log's directory, oldest first. */
export function listSegments(fs: Fs, directory: string): Segment[] {
  const segments: Segment[] = [];
  for (const name of fs.list(directory)) {
    const first = SEGMENT_NAME.exec(name)?.[1];
    if (first) segments.push({ name, first: Number(first) });
  }
  return segments.sort((a, b) => a.first - b.first);
}

/** Where torn bytes are moved. */
export function cutDirectory(directory: string): string {
  return join(directory, "cut");
}

/** Where a payload of that content is stored. */
export function blobPath(directory: string, sha: string): string {
  return join(directory, "blobs", sha.slice(0, 2), sha);
}

/** What a redacted text leaves behind: its hash alone, so that nobody takes it for lost. */
export function tombstonePath(directory: string, sha: string): string {
  return `${blobPath(directory, sha)}.redacted`;
}

/** Where snapshots are stored. */
export function snapshotDirectory(directory: string): string {
  return join(directory, "snapshots");
}

/** A time of day that fits a file name: `20261120T190739123Z`. */
export function stamp(wall: number): string {
  return new Date(wall).toISOString().replaceAll(/[-:.]/g, "");
}
