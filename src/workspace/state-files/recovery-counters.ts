import type { Run } from "../../state/run.ts";
import type { State } from "../../state/state.ts";
import { isoTime } from "./iso-time.ts";

/** The older names of counters, by ours. */
const NAMES = {
  troubleshoot_attempt_count: "troubleshoots",
  mechanic_attempt_count: "mechanics",
  fix_cycle_count: "fixCycles",
  consultant_invocations: "consults",
} as const;

/** Counters under the older names. Ours that have none are left to the log. */
export function olderCounters(counters: Readonly<Record<string, number>>): Record<keyof typeof NAMES, number> {
  const entries = Object.entries(NAMES).map(([older, ours]) => [older, counters[ours] ?? 0]);
  return Object.fromEntries(entries) as Record<keyof typeof NAMES, number>;
}

/** `recovery_counters.json` (reference, millrace-0.12 section 2.5): one entry for each item of which a counter is not zero. */
export function recoveryCounters(state: State): unknown {
  const running = new Map<string, Run>();
  for (const run of state.runs.values()) running.set(run.item, run);
  const entries: unknown[] = [];
  for (const item of state.items.values()) {
    const run = running.get(item.id);
    const counters = run ? run.position.context.counters : item.counters;
    if (!Object.values(counters).some((count) => count > 0)) continue;
    entries.push({
      failure_class: run?.visits.findLast(({ failure }) => failure !== null)?.failure ?? "none",
      work_item_id: item.id,
      work_item_kind: item.kind,
      ...olderCounters(counters),
      last_updated_at: isoTime(state.time),
    });
  }
  return { schema_version: "1.0", kind: "recovery_counters", entries };
}
