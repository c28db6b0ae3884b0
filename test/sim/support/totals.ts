import type { SeedResult } from "./run-seed.ts";

/** What many scenarios came to. */
export interface Totals {
  scenarios: number;
  /** By the limit of runs at once: scenarios, and among them those in which so many were live at some time. */
  limits: Record<string, number>;
  reached: Record<string, number>;
  /** Compared with an uninterrupted run. */
  compared: number;
  crashes: number;
  /** Crashes after which a twin of the disk was given to the next owner, and judged. */
  ahead: number;
  attempts: number;
  /** Events, each judged by the invariants as it was acknowledged. */
  steps: number;
  faults: Record<string, number>;
  diverging: number;
}

export function noTotals(): Totals {
  return { scenarios: 0, limits: {}, reached: {}, compared: 0, crashes: 0, ahead: 0, attempts: 0, steps: 0, faults: {}, diverging: 0 };
}

export function addResult(totals: Totals, result: SeedResult): void {
  totals.scenarios += 1;
  const { maxRuns } = result.options;
  addCounts(totals.limits, { [maxRuns]: 1 });
  if (result.peak >= maxRuns) addCounts(totals.reached, { [maxRuns]: 1 });
  totals.compared += result.compared ? 1 : 0;
  totals.crashes += result.crashes;
  totals.ahead += result.ahead;
  totals.attempts += result.attempts;
  totals.steps += result.steps;
  totals.diverging += result.problems.length > 0 ? 1 : 0;
  addCounts(totals.faults, result.faults);
}

export function addTotals(totals: Totals, more: Totals): void {
  for (const key of ["scenarios", "compared", "crashes", "ahead", "attempts", "steps", "diverging"] as const) totals[key] += more[key];
  addCounts(totals.faults, more.faults);
  addCounts(totals.limits, more.limits);
  addCounts(totals.reached, more.reached);
}

function addCounts(counts: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count;
}
