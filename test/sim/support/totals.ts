import type { SeedResult } from "./run-seed.ts";

/** What many scenarios came to. */
export interface Totals {
  scenarios: number;
  /** Compared with an uninterrupted run. */
  compared: number;
  crashes: number;
  attempts: number;
  /** Events, each judged by the invariants as it was acknowledged. */
  steps: number;
  faults: Record<string, number>;
  diverging: number;
}

export function noTotals(): Totals {
  return { scenarios: 0, compared: 0, crashes: 0, attempts: 0, steps: 0, faults: {}, diverging: 0 };
}

export function addResult(totals: Totals, result: SeedResult): void {
  totals.scenarios += 1;
  totals.compared += result.compared ? 1 : 0;
  totals.crashes += result.crashes;
  totals.attempts += result.attempts;
  totals.steps += result.steps;
  totals.diverging += result.problems.length > 0 ? 1 : 0;
  addFaults(totals.faults, result.faults);
}

export function addTotals(totals: Totals, more: Totals): void {
  for (const key of ["scenarios", "compared", "crashes", "attempts", "steps", "diverging"] as const) totals[key] += more[key];
  addFaults(totals.faults, more.faults);
}

function addFaults(faults: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [fault, times] of Object.entries(more)) faults[fault] = (faults[fault] ?? 0) + times;
}
