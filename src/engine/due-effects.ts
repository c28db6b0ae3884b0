import type { Run } from "../state/run.ts";
import type { State } from "../state/state.ts";
import type { Effect } from "./effects/effect.ts";

/** The effects that are due, at most one for each run. Pure: whoever starts them leaves out those already under way. */
export function dueEffects(state: State): Effect[] {
  const effects: Effect[] = [];
  for (const run of state.runs.values()) {
    const type = effectOf(run.phase);
    if (type !== null) effects.push({ type, run: run.id });
  }
  return effects;
}

function effectOf(phase: Run["phase"]): Effect["type"] | null {
  switch (phase) {
    case "preparing":
      return "prepare";
    case "due":
      return "attempt";
    case "launching":
    case "running":
      return "adopt";
    case "verifying":
      return "verify";
    case "waiting":
      return "wait";
    case "delivering":
      return "deliver";
    case "deciding":
    case "stuck":
    case "finished":
      return null;
  }
}
