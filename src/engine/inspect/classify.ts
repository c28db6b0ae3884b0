import type { Item } from "../../state/item.ts";
import type { Run } from "../../state/run.ts";
import type { State } from "../../state/state.ts";
import { type Wait, waitOf } from "../ready.ts";
import type { Span } from "./span.ts";

export type Cause = Pick<Span, "kind" | "what" | "stage">;

/** What an item and its run spend their time on in a state. Null when there is nothing to wait for: it is over, or not there yet. */
export function classify(state: State, item: Item | undefined, run: Run | undefined): Cause | null {
  if (run) return ofRun(state, run);
  if (!item) return null;
  switch (item.phase) {
    case "queued":
      return ofQueue(state, item);
    case "blocked":
      return { kind: "human", what: `blocked${item.reason ? `: ${item.reason}` : ""}`, stage: null };
    default:
      return null;
  }
}

function ofQueue(state: State, item: Item): Cause {
  const wait = waitOf(state, item, null);
  // What no start would change is told first: an approval is waited for whether or not somebody runs the workspace.
  if (wait && wait.type !== "slot" && wait.type !== "lock") return ofWait(wait);
  return atRest(state) ?? (wait ? ofWait(wait) : { kind: "runtime", what: "about to be claimed", stage: null });
}

function ofWait(wait: Wait): Cause {
  switch (wait.type) {
    case "slot":
      return { kind: "slot", what: `all ${wait.limit} taken`, stage: null };
    case "lock":
      return { kind: "lock", what: `run ${wait.run} holds ${wait.path}`, stage: null };
    case "dependency":
      return { kind: "dependency", what: `${wait.item} is ${wait.phase}`, stage: null };
    case "approval":
      return { kind: "human", what: "approval of its commands", stage: null };
    case "runs":
      return { kind: "human", what: `its ${wait.limit} runs are used up`, stage: null };
    case "money":
      return { kind: "human", what: `money for it: ${wait.detail}`, stage: null };
    case "no-loop":
      return { kind: "human", what: `no loop for ${wait.kind}`, stage: null };
  }
}

function ofRun(state: State, run: Run): Cause {
  const { stage } = run.position;
  switch (run.phase) {
    case "preparing":
      return { kind: "check", what: "checks on the tree before the first stage", stage: null };
    case "launching":
    case "running":
      return { kind: "agent", what: run.attempt ? `attempt ${run.attempt.id} by ${run.attempt.runner}` : "an attempt", stage };
    case "verifying":
      return { kind: "check", what: `checks of ${stage}`, stage };
    case "waiting":
      return { kind: "retry", what: run.waiting ? `before a repetition (${run.waiting.reason})` : "before a repetition", stage };
    case "stuck":
      return { kind: "human", what: "a word about its delivery", stage };
    case "delivering":
      return { kind: "runtime", what: "delivery", stage: null };
    case "due":
      return atRest(state, stage) ?? { kind: "runtime", what: "to launch", stage };
    case "deciding":
    case "finished":
      return { kind: "runtime", what: "to decide", stage };
  }
}

/** Nobody runs the workspace, or an operator has it paused. */
function atRest({ owner, lifecycle, pauses }: State, stage: string | null = null): Cause | null {
  if (lifecycle === "paused") return { kind: "human", what: `paused by ${[...pauses.keys()].join(", ") || "an operator"}`, stage };
  if (owner === null || lifecycle === "stopped" || owner.role === "command")
    return { kind: "stopped", what: "nobody ran the workspace", stage };
  return null;
}
