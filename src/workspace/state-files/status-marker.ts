import type { State } from "../../state/state.ts";
import { type Plane, runOn } from "./plane.ts";

/**
 * A plane's one-line status, `### IDLE`, `### <STAGE>_RUNNING` while a stage runs, else the run's last terminal
 * (reference, millrace-0.12 section 2.6).
 */
export function statusMarker(state: State, plane: Plane): string {
  const run = runOn(state, plane);
  if (run === null) return "### IDLE";
  if (run.attempt !== null) return `### ${marker(run.attempt.stage)}_RUNNING`;
  return `### ${run.visits.at(-1)?.effective ?? `${marker(run.position.stage)}_RUNNING`}`;
}

function marker(stage: string): string {
  return stage.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_");
}
