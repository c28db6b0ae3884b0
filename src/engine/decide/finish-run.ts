import type { Actor } from "../../events/envelope.ts";
import type { AnyNewEvent } from "../../events/event.ts";
import type { Item } from "../../state/item.ts";
import { required } from "../../state/require.ts";
import { descendants, rootOf } from "../../state/root-of.ts";
import type { Run, RunOutcome } from "../../state/run.ts";
import type { State } from "../../state/state.ts";
import { PREVIOUS } from "./decision.ts";
import { handoffIncident } from "./handoff-incident.ts";
import type { Law } from "./law.ts";
import { moveItem } from "./move-item.ts";

const ITEM_EVENT = { done: "DONE", blocked: "BLOCKED", handoff: "HANDED_OFF", cancelled: "CANCELLED" } as const;

/** The events that end a run and settle its item; a handoff also queues the incident that carries the work on. */
export function finishRun(
  state: State,
  run: Run,
  end: { outcome: RunOutcome; reason: string; detail: string },
  law: Law,
  cause: number,
  actor: Actor = "runtime",
): AnyNewEvent[] {
  const item = required(state.items, run.item, "item");
  if (end.outcome === "handoff" && incidentsOf(state, item) >= state.policy.incidentsPerRoot) {
    return finishRun(state, run, { ...end, outcome: "blocked", reason: "incidents_exhausted" }, law, cause, actor);
  }
  const counters = end.outcome === "done" ? {} : { ...run.position.context.counters };
  const finished: AnyNewEvent = {
    type: "run.finished",
    actor,
    subject: item.id,
    run: run.id,
    cause,
    data: { ...end, counters, attempts: run.attempts, millis: Math.max(0, law.now - run.startedTime) },
  };
  const moved = moveItem(item, ITEM_EVENT[end.outcome], { actor, cause: PREVIOUS, reason: end.reason, run: run.id });
  const incident = end.outcome === "handoff" ? [handoffIncident(state, run, end.reason, law)] : [];
  return [finished, ...(moved ? [moved] : []), ...incident];
}

/** Incidents that were opened for the root of an item so far. */
function incidentsOf(state: State, item: Item): number {
  return descendants(state, rootOf(item)).filter(({ kind }) => kind === "incident").length;
}
