import type { State } from "./state.ts";

/** Attempts launched in the UTC day of `now`. */
export function attemptsToday(state: Pick<State, "day">, now: number): number {
  return state.day.day === new Date(now).toISOString().slice(0, 10) ? state.day.attempts : 0;
}
