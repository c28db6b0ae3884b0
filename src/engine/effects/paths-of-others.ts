import type { Run } from "../../state/run.ts";
import type { State } from "../../state/state.ts";
import { writeLocks } from "../ready.ts";

/** What other runs may have changed while the run's attempt was under way: they work on the same tree. */
export function pathsOfOthers(state: State, run: Run): string[] {
  const since = run.attempt?.requestedAt ?? run.startedAt;
  const live = [...state.runs.values()].filter(({ id }) => id !== run.id).flatMap(({ locks }) => locks.write);
  const ended = [...state.finishedRuns.values()]
    .filter(({ finishedAt }) => finishedAt > since)
    .flatMap(({ item }) => {
      const known = state.items.get(item);
      return known ? writeLocks(known) : [];
    });
  return [...live, ...ended];
}
