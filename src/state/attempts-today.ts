import { countOf, dayAt } from "./day.ts";
import type { State } from "./state.ts";

/** Attempts launched in the UTC day of `now`. */
export function attemptsToday(state: Pick<State, "day">, now: number): number {
  return countOf(state.day, dayAt(now)).attempts;
}
