import type { FrozenLoop } from "../../../machines/loop/frozen-loop.ts";

/** Stages of the execution plane that only advise. */
const advising: ReadonlySet<string> = new Set(["consultant"]);

/** Whether a stage leaves nothing but its report: it judges, plans or advises, and what it says is the whole of its work. */
export function writesReportOnly({ plane, stages }: Pick<FrozenLoop, "plane" | "stages">, stage: string): boolean {
  return plane === "planning" || stages[stage]?.verifies === true || advising.has(stage);
}
