import { isObject } from "../../../events/is-object.ts";
import type { WorkKind } from "../../../work/work-document.ts";
import type { OlderCounters } from "../older-workspace.ts";
import { countIn, textIn } from "../text-values.ts";
import type { TreeReader } from "../tree-reader.ts";

const NAMES = {
  troubleshoot_attempt_count: "troubleshoots",
  mechanic_attempt_count: "mechanics",
  fix_cycle_count: "fixCycles",
  consultant_invocations: "consults",
} as const;

/**
 * The recovery counters of each item. They were kept apart by class of failure, each against the limit: the highest of
 * them is how near an item had come to it. What the snapshot counts for the active item belongs to them.
 */
export function readCounters(reader: TreeReader, snapshot: unknown): OlderCounters[] {
  const file = reader.json("state/recovery_counters.json");
  const entries = isObject(file) && Array.isArray(file.entries) ? file.entries : [];
  if (file !== undefined && !(isObject(file) && Array.isArray(file.entries))) {
    reader.leave(`${reader.tree}/state/recovery_counters.json`, "It holds no list of counters");
  }
  const active = isObject(snapshot)
    ? [{ ...snapshot, work_item_id: snapshot.active_work_item_id, work_item_kind: snapshot.active_work_item_kind }]
    : [];
  const all = new Map<string, OlderCounters>();
  for (const entry of [...entries, ...active]) {
    const item = textIn(entry, "work_item_id");
    const kind = textIn(entry, "work_item_kind");
    if (item === null || kind === null) continue;
    const known = all.get(`${kind}:${item}`) ?? { kind: kind as WorkKind, item, counters: {} };
    for (const [older, ours] of Object.entries(NAMES)) {
      const count = Math.max(countIn(entry, older), known.counters[ours] ?? 0);
      if (count > 0) known.counters[ours] = count;
    }
    if (Object.keys(known.counters).length > 0) all.set(`${kind}:${item}`, known);
  }
  return [...all.values()];
}
