import { type Wait, waitOf } from "../../engine/ready.ts";
import type { Item } from "../../state/item.ts";
import type { State } from "../../state/state.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** Why an item is not worked on now. */
export interface Waiting {
  code: Wait["type"];
  text: string;
  /** The item, run or path that it waits for. */
  for: string | null;
  /** The phase of that item, where it is one. */
  phase: string | null;
  /** A dependency that will not be done by itself. */
  stuck: boolean;
}

/** What queued items wait for; null for one that is ready. Others are left out. */
export function waitsOf(
  view: WorkspaceView,
  items: readonly Item[],
  loopFor: Readonly<Record<string, string>> | null,
): Map<string, Waiting | null> {
  const needed = [...new Set(items.flatMap(({ fields }) => fields.dependsOn))];
  const listed = new Map(items.map((item) => [item.id, item]));
  const known = needed.flatMap((id) => listed.get(id) ?? view.item(id) ?? []);
  const state: State = { ...view.head, items: new Map(known.map((item) => [item.id, item])) };
  const queued = items.filter(({ phase }) => phase === "queued");
  return new Map(queued.map((item) => [item.id, told(state, item, waitOf(state, item, loopFor))]));
}

function told(state: State, item: Item, wait: Wait | null): Waiting | null {
  switch (wait?.type) {
    case undefined:
      return null;
    case "dependency": {
      const stuck = wait.phase !== "queued" && wait.phase !== "active";
      const others = item.fields.dependsOn.filter((id) => id !== wait.item && state.items.get(id)?.phase !== "done").length;
      return {
        code: wait.type,
        text: `waits for "${wait.item}", which is ${wait.phase.replace("_", " ")}${others > 0 ? `, and ${others} more` : ""}`,
        for: wait.item,
        phase: wait.phase,
        stuck,
      };
    }
    case "lock":
      return { code: wait.type, text: `waits for run "${wait.run}", which writes ${wait.path}`, for: wait.run, phase: null, stuck: false };
    case "slot":
      return { code: wait.type, text: `waits for a free run (${wait.limit} at once)`, for: null, phase: null, stuck: false };
    case "runs":
      return { code: wait.type, text: `has used ${wait.used} of ${wait.limit} runs`, for: null, phase: null, stuck: true };
    case "money":
      return { code: wait.type, text: `may not go on: ${wait.detail}`, for: null, phase: null, stuck: true };
    case "approval":
      return { code: wait.type, text: `waits for approval of ${wait.commands.join("; ")}`, for: null, phase: null, stuck: true };
    case "no-loop":
      return { code: wait.type, text: `is of kind ${wait.kind}, which the plan gives no loop`, for: null, phase: null, stuck: true };
  }
}
