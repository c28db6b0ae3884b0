import type { Run } from "../../state/run.ts";
import type { State } from "../../state/state.ts";
import type { WorkKind } from "../../work/work-document.ts";

export type Plane = "execution" | "planning" | "learning";

/** The plane on which work of a kind begins. */
export function planeOf(kind: WorkKind): Plane {
  if (kind === "task") return "execution";
  return kind === "learning_request" ? "learning" : "planning";
}

/** The first run of a plane; a run's lane is its plane. */
export function runOn(state: State, plane: Plane): Run | null {
  for (const run of state.runs.values()) if (run.lane === plane) return run;
  return null;
}
