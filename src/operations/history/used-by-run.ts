import type { VisitRecord } from "./run-record.ts";

/** What the attempts of a run used in all, as far as it was told. */
export interface UsedByRun {
  input: number;
  cached: number;
  output: number;
  reasoning: number;
  /** Of the attempts whose cost is known. */
  usd: number;
  /** Attempts that used tokens at a price that nobody knew, and the models or runners that they are of. */
  unpriced: number;
  unpricedNames: string[];
  /** Of models that answered, as far as the harnesses tell. */
  models: string[];
}

/** The sums over all attempts, lost ones too; null where none told anything. */
export function usedByRun(visits: readonly VisitRecord[]): UsedByRun | null {
  const sum: UsedByRun = { input: 0, cached: 0, output: 0, reasoning: 0, usd: 0, unpriced: 0, unpricedNames: [], models: [] };
  let told = false;
  for (const { runner, model, ended, lost } of visits.flatMap(({ attempts }) => attempts)) {
    const { usage = null, model: answered = null } = ended ?? lost ?? {};
    note(sum.models, answered);
    if (usage === null) continue;
    told = true;
    for (const kind of ["input", "cached", "output", "reasoning"] as const) sum[kind] += usage[kind];
    sum.usd += usage.costUsd ?? 0;
    if (usage.costUsd !== null || usage.input + usage.output === 0) continue;
    sum.unpriced += 1;
    note(sum.unpricedNames, model ?? runner);
  }
  return told ? sum : null;
}

function note(names: string[], name: string | null | undefined): void {
  if (name && !names.includes(name)) names.push(name);
}
