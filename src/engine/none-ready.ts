import type { Failure } from "../kernel/errors/millrace-error.ts";
import type { Item } from "../state/item.ts";
import type { State } from "../state/state.ts";
import { nextReady, type Wait, waitOf } from "./ready.ts";

/** Items that the refusal names; the rest it counts. */
const NAMED = 3;

/** The refusal when no item is ready, with what the first ones wait for; null when one is. */
export function noneReady(state: State, loopFor: Readonly<Record<string, string>>): Failure | null {
  if (nextReady(state, loopFor) !== null) return null;
  const queued = [...state.items.values()].filter((item) => item.phase === "queued");
  const waiting = queued.slice(0, NAMED).map((item) => waitText(item, waitOf(state, item, loopFor)));
  if (queued.length > NAMED) waiting.push(`and ${queued.length - NAMED} more`);
  return { code: "item.none-ready", values: { queued: queued.length, waiting: waiting.join("; ") } };
}

/** What an item waits for, in words. */
export function waitText(item: Item, wait: Wait | null): string {
  switch (wait?.type) {
    case "dependency":
      return `"${item.id}" waits for "${wait.item}" (${wait.phase})`;
    case "lock":
      return `"${item.id}" waits for run "${wait.run}", which writes ${wait.path}`;
    case "slot":
      return `"${item.id}" waits for a free run (limit ${wait.limit})`;
    case "runs":
      return `"${item.id}" has used ${wait.used} of ${wait.limit} runs`;
    case "money":
      return `"${item.id}" may not go on: ${wait.detail}`;
    case "no-loop":
      return `"${item.id}" is of kind ${wait.kind}, which the mode binds to no loop`;
    case "approval":
      return `"${item.id}" waits for an operator to agree to ${wait.commands.length} command(s) of an agent`;
    case undefined:
      return `"${item.id}" is ready`;
  }
}
