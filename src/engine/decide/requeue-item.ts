import type { State } from "../../state/state.ts";
import { usedByItem } from "../../state/used-by-item.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import { moveItem } from "./move-item.ts";
import { unknownItem } from "./unknown-item.ts";

/** Puts a blocked item back into its queue. Counters stay, so that work stays bounded: only `reset` clears them. */
export function unblockItem(state: State, command: CommandOf<"unblockItem">): Decision {
  return requeue(state, command, "UNBLOCKED");
}

/** Queues a finished item again, for a new run that names the previous one. */
export function retryItem(state: State, command: CommandOf<"retryItem">): Decision {
  return requeue(state, command, "RETRIED");
}

function requeue(state: State, command: CommandOf<"unblockItem" | "retryItem">, event: "UNBLOCKED" | "RETRIED"): Decision {
  const item = state.items.get(command.item);
  if (!item) return unknownItem(state, command.item);
  if (item.redactedBy !== undefined) return refuse("item.redacted", { item: item.id, by: item.redactedBy });
  const { actor, reset, reason } = command;
  const moved = moveItem(item, event, { actor, cause: item.changedAt, reason, resetCounters: reset });
  if (!moved && event === "UNBLOCKED") return refuse("item.not-blocked", { item: item.id, phase: item.phase });
  if (!moved) return refuse("item.not-legal", { item: item.id, phase: item.phase, action: "retry" });
  const limit = state.policy.runsPerItem;
  if (item.runs >= limit && !reset) return refuse("item.exhausted", { item: item.id, runs: item.runs, limit });
  const spent = reset ? null : usedByItem(state.policy, item);
  if (spent !== null) return refuse("item.spent", { item: item.id, detail: spent.detail, limit: state.policy.usdPerItem });
  return happen(moved);
}
