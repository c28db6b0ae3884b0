import type { Run } from "../../state/run.ts";
import type { State } from "../../state/state.ts";
import { relativeLayout } from "../layout.ts";
import { isoTime } from "./iso-time.ts";
import type { PlanFacts } from "./plan-facts.ts";
import { type Plane, planeOf, runOn } from "./plane.ts";
import { olderCounters } from "./recovery-counters.ts";
import { statusMarker } from "./status-marker.ts";

const NONE = { troubleshoot_attempt_count: 0, mechanic_attempt_count: 0, fix_cycle_count: 0, consultant_invocations: 0 };

/**
 * `runtime_snapshot.json` (reference, millrace-0.12 section 2.4). The flat `active_*` members stand here only: of several
 * runs they tell one, planning before execution before learning.
 */
export function runtimeSnapshot(state: State, plan: PlanFacts): unknown {
  const run = runOn(state, "planning") ?? runOn(state, "execution") ?? runOn(state, "learning");
  const depths: Record<Plane, number> = { execution: 0, planning: 0, learning: 0 };
  for (const item of state.items.values()) if (item.phase === "queued") depths[planeOf(item.kind)]++;
  const lastVisit = run?.visits.at(-1) ?? null;
  return {
    schema_version: "1.0",
    kind: "runtime_snapshot",
    runtime_mode: state.owner?.role === "once" ? "once" : "daemon",
    process_running: state.owner !== null && state.lifecycle !== "stopped",
    paused: state.pauses.size > 0,
    pause_sources: [...state.pauses.keys()].sort(),
    stop_requested: state.lifecycle === "stopping",
    active_mode_id: plan.mode,
    execution_loop_id: plan.executionLoop,
    planning_loop_id: plan.planningLoop,
    learning_loop_id: plan.learningLoop,
    compiled_plan_id: state.plan?.hash ?? null,
    compiled_plan_path: state.plan === null ? null : `${relativeLayout.state}/compiled_plan.json`,
    active_plane: run?.lane ?? null,
    active_stage: run?.attempt?.stage ?? run?.position.stage ?? null,
    active_run_id: run?.id ?? null,
    active_work_item_kind: run?.kind ?? null,
    active_work_item_id: run?.item ?? null,
    active_runs_by_plane: Object.fromEntries([...state.runs.values()].map((one) => [one.lane, activeRun(one)])),
    execution_status_marker: statusMarker(state, "execution"),
    planning_status_marker: statusMarker(state, "planning"),
    learning_status_marker: statusMarker(state, "learning"),
    queue_depth_execution: depths.execution,
    queue_depth_planning: depths.planning,
    queue_depth_learning: depths.learning,
    last_terminal_result: lastVisit?.effective ?? null,
    current_failure_class: run?.claim?.failure ?? lastVisit?.failure ?? null,
    ...(run ? olderCounters(run.position.context.counters) : NONE),
    config_version: state.plan?.hash.slice(0, 12) ?? null,
    last_reload_outcome: state.plan === null ? null : state.planProblems.length === 0 ? "applied" : "failed_retained_previous_plan",
    last_reload_error: state.planProblems[0]?.message ?? null,
    active_since: run ? isoTime(run.startedTime) : null,
    updated_at: isoTime(state.time),
  };
}

function activeRun(run: Run): unknown {
  return {
    plane: run.lane,
    stage: run.attempt?.stage ?? run.position.stage,
    run_id: run.id,
    work_item_kind: run.kind,
    work_item_id: run.item,
    active_since: isoTime(run.startedTime),
  };
}
