/** What a measured value is held against. Shares are of the floor, which was measured in the same run. */
export type Bar =
  | { type: "least"; value: number }
  | { type: "most"; value: number }
  | { type: "share"; least: number }
  /** Told, not judged: design section 13 gives no number. */
  | { type: "none"; why: string };

/** One line of the table. */
export interface Figure {
  what: string;
  measured: number;
  /** As printed, e.g. "events/s", "ms". */
  unit: string;
  /** What the machine itself takes for as much, interleaved with what was measured; in the same unit. */
  floor?: { what: string; value: number };
  bar: Bar;
  /** Further values worth seeing, e.g. other percentiles. */
  detail?: string;
}

export const least = (value: number): Bar => ({ type: "least", value });
export const most = (value: number): Bar => ({ type: "most", value });
export const share = (value: number): Bar => ({ type: "share", least: value });
export const told = (why: string): Bar => ({ type: "none", why });
