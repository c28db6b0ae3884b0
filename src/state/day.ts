import type { Spend } from "./spend.ts";

/** What one UTC day has seen, e.g. of "2026-11-20". */
export interface DayCount {
  day: string;
  /** Attempts launched. */
  attempts: number;
  /** What attempts that ended in it used; absent where that was not told. */
  spent?: Spend;
}

/** The day of the newest count, and days before it: a clock that is set back goes on with what its day has seen already. */
export interface Day extends DayCount {
  /** The newest first. */
  earlier?: DayCount[];
}

const EARLIER = 6;

/** What is known of a day. */
export function countOf({ earlier = [], ...newest }: Day, day: string): DayCount {
  return [newest, ...earlier].find((one) => one.day === day) ?? { day, attempts: 0 };
}

/** The days with another count of one of them. */
export function withCount({ earlier = [], ...newest }: Day, count: DayCount): Day {
  const others = [newest, ...earlier].filter(({ day }) => day !== count.day && day !== "").slice(0, EARLIER);
  return others.length === 0 ? count : { ...count, earlier: others };
}

/** The UTC day of a moment, in milliseconds since the epoch. */
export const dayAt = (millis: number): string => new Date(millis).toISOString().slice(0, 10);
