import { segmentName } from "./layout.ts";
import { GENESIS } from "./line.ts";

/** A place in the log that can be found again and checked: the last event of a whole batch. */
export interface LogPosition {
  seq: number;
  /** The hash of that line. */
  hash: string;
  /** File name of its segment. */
  segment: string;
  /** Byte where its line starts. */
  offset: number;
}

/** The position before the first event. */
export const START: LogPosition = { seq: 0, hash: GENESIS, segment: segmentName(1), offset: 0 };
