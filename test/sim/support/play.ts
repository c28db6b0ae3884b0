import { runSeed, type SeedResult } from "./run-seed.ts";
import { addResult, noTotals, type Totals } from "./totals.ts";

/** Plays the seeds from `first` on, `count` of them, and tells of each that diverges. `stop` ends it after the first of those. */
export async function play(
  { first, count, stop }: { first: number; count: number; stop: boolean },
  tell: (result: SeedResult) => void,
): Promise<Totals> {
  const totals = noTotals();
  for (let seed = first; seed < first + count; seed++) {
    const result = await runSeed(seed);
    addResult(totals, result);
    if (result.problems.length === 0) continue;
    tell(result);
    if (stop) break;
  }
  return totals;
}
