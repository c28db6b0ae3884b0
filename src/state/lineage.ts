import type { Item } from "./item.ts";

/** An item that names a root which itself descends from another one. */
export interface LineageRepair {
  item: string;
  from: string;
  to: string;
}

/** An item whose root cannot be told. */
export interface LineageDoubt {
  item: string;
  root: string;
  why: "unknown" | "cycle";
}

export interface Lineage {
  repairs: LineageRepair[];
  doubts: LineageDoubt[];
}

/**
 * What is wrong with the roots of queued and blocked items: work is bounded for each root, so that all that descends from one
 * must name the same. `root` looks only at what is to descend from it.
 */
export function lineageOf(items: ReadonlyMap<string, Item>, root: string | null): Lineage {
  const lineage: Lineage = { repairs: [], doubts: [] };
  for (const { id, phase, fields } of items.values()) {
    if ((phase !== "queued" && phase !== "blocked") || fields.root === null) continue;
    const end = endOf(items, fields.root);
    if (typeof end === "object") {
      if (root === null || root === fields.root) lineage.doubts.push({ item: id, root: fields.root, why: end.why });
    } else if (end !== fields.root && (root === null || root === end)) {
      lineage.repairs.push({ item: id, from: fields.root, to: end });
    }
  }
  return lineage;
}

/** The root at the end of a chain of roots. */
function endOf(items: ReadonlyMap<string, Item>, first: string): string | { why: LineageDoubt["why"] } {
  const seen = new Set<string>();
  for (let id = first; ; ) {
    const item = items.get(id);
    if (!item) return { why: "unknown" };
    const { root } = item.fields;
    if (root === null || root === id) return id;
    if (seen.has(id)) return { why: "cycle" };
    seen.add(id);
    id = root;
  }
}
