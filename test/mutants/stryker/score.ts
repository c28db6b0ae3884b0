import type { MutantResult } from "@stryker-mutator/api/core";

/** How many mutants of a part the tests found. */
export interface Score {
  /** All but those that are ignored with a reason. */
  readonly mutants: number;
  readonly survived: number;
  readonly ignored: number;
  /** Of the mutants, one decimal. */
  readonly percent: number;
}

export function scoreOf(results: readonly MutantResult[]): Score {
  const count = (...statuses: MutantResult["status"][]): number => results.filter(({ status }) => statuses.includes(status)).length;
  const found = count("Killed", "Timeout", "RuntimeError");
  const survived = count("Survived", "NoCoverage");
  const mutants = found + survived;
  return { mutants, survived, ignored: count("Ignored"), percent: mutants === 0 ? 100 : Math.round((found / mutants) * 1000) / 10 };
}
