import { runMachine } from "../../../machines/runtime/run.ts";
import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, refuse } from "./decision.ts";
import { finishRun } from "./finish-run.ts";
import type { Law } from "./law.ts";
import { moveItem } from "./move-item.ts";
import { unknownItem } from "./unknown-item.ts";

/** Takes a queued item out for good. Its documents and history stay in the log. */
export function removeItem(state: State, command: CommandOf<"removeItem">): Decision {
  const item = state.items.get(command.item);
  if (!item) return unknownItem(state, command.item);
  const moved = moveItem(item, "REMOVED", { actor: command.actor, cause: item.changedAt, reason: command.reason });
  return moved ? happen(moved) : refuse("item.not-legal", { item: item.id, phase: item.phase, action: "remove" });
}

/** Ends an item's work. A live run of it ends with it; the engine has stopped its processes before. */
export function cancelItem(state: State, command: CommandOf<"cancelItem">, law: Law): Decision {
  const item = state.items.get(command.item);
  if (!item) return unknownItem(state, command.item);
  const run = [...state.runs.values()].find((candidate) => candidate.item === item.id);
  const { actor, reason } = command;
  if (run) {
    if (!runMachine.step(run.phase, "CANCELLED").ok) {
      return refuse("item.not-legal", { item: item.id, phase: run.phase, action: "cancel" });
    }
    return happen(...finishRun(state, run, { outcome: "cancelled", reason: reason ?? "cancelled", detail: "" }, law, run.changedAt, actor));
  }
  const moved = moveItem(item, "CANCELLED", { actor, cause: item.changedAt, reason });
  return moved ? happen(moved) : refuse("item.not-legal", { item: item.id, phase: item.phase, action: "cancel" });
}
