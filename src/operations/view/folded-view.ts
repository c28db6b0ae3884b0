import type { ReadWorkspace } from "../../engine/read-workspace.ts";
import type { Item } from "../../state/item.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** A view of a state that was folded from the log. */
export function foldedView(read: ReadWorkspace): WorkspaceView {
  const { state } = read;
  return {
    asOf: read.upTo,
    durable: read.durable,
    head: state,
    planMended: false,
    torn: read.torn,
    problem: read.problem,
    counts() {
      const counts = new Map<string, { kind: Item["kind"]; phase: Item["phase"]; count: number }>();
      for (const { kind, phase } of state.items.values()) {
        const known = counts.get(`${kind} ${phase}`);
        if (known) known.count++;
        else counts.set(`${kind} ${phase}`, { kind, phase, count: 1 });
      }
      return [...counts.values()];
    },
    items({ phases, kinds, limit } = {}) {
      const fits = (item: Item): boolean => (!phases || phases.includes(item.phase)) && (!kinds || kinds.includes(item.kind));
      const items = [...state.items.values()].filter(fits);
      return items.sort((a, b) => b.priority - a.priority || a.order - b.order).slice(0, limit);
    },
    item: (id) => state.items.get(id) ?? null,
    finishedRuns({ item, limit } = {}) {
      const runs = [...state.finishedRuns.values()].filter((run) => item === undefined || run.item === item);
      return runs.sort((a, b) => b.finishedAt - a.finishedAt).slice(0, limit);
    },
  };
}
