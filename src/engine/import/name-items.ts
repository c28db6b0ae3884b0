import { isSafeId } from "../../work/ids.ts";
import { nextFreeId } from "../../work/next-free-id.ts";
import { slugOf } from "../../work/slug.ts";
import type { WorkKind } from "../../work/work-document.ts";
import type { OlderItem, OlderPhase } from "../../workspace/import/older-workspace.ts";

const KINDS: readonly WorkKind[] = ["task", "spec", "incident", "idea", "probe", "learning_request"];
const PHASES: readonly OlderPhase[] = ["active", "queued", "blocked", "done", "archived"];

/**
 * The id of each item here. One name space holds all kinds, and an id becomes a file name: where two want the same, tasks
 * keep theirs, since dependencies name them, and of two of a kind the one that has yet to be worked on.
 */
export function nameItems(items: readonly OlderItem[]): ReadonlyMap<OlderItem, string> {
  const names = new Map<OlderItem, string>();
  const taken = new Set<string>();
  for (const item of [...items].sort(byClaim)) {
    const wanted = isSafeId(item.id) ? item.id : slugOf(item.id);
    const id = nextFreeId(wanted, { has: (name) => taken.has(name.toLowerCase()) });
    names.set(item, id);
    // On some disks names differ by more than the case of their letters only.
    taken.add(id.toLowerCase());
  }
  return names;
}

function byClaim(a: OlderItem, b: OlderItem): number {
  const kind = KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
  return kind === 0 ? PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) : kind;
}

/** Where an item comes in the log: what was under way first, then the queue by its own order, then what is not queued. */
export function queueOrder(a: OlderItem, b: OlderItem): number {
  const phase = PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase);
  if (phase !== 0 || a.at === b.at) return phase;
  if (a.at === null || b.at === null) return a.at === null ? 1 : -1;
  return a.at < b.at ? -1 : 1;
}
