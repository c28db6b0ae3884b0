import type { RunRecord } from "./run-record.ts";

/** The stages that a run visited, in order, and the final state that its loop ended in. */
export function pathTaken({ visits, concluded }: Pick<RunRecord, "visits" | "concluded">): string[] {
  const stages = visits.map(({ stage }) => stage);
  return concluded ? [...stages, concluded.data.final] : stages;
}
