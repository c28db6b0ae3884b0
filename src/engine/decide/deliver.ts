import { runMachine } from "../../../machines/runtime/run.ts";
import type { AnyNewEvent } from "../../events/event.ts";
import type { Run } from "../../state/run.ts";
import type { State } from "../../state/state.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, PREVIOUS, refuse } from "./decision.ts";
import { finishRun } from "./finish-run.ts";
import type { Law } from "./law.ts";
import { liveRun } from "./live-run.ts";

/**
 * Records the intent to deliver a concluded run's tree onto that parent. The same intent again changes nothing; another one
 * replaces it: a commit is made by compare-and-swap, so that one which found the branch moved has made nothing.
 */
export function intendDelivery(state: State, command: CommandOf<"intendDelivery">, law: Law): Decision {
  const found = liveRun(state, command.run, "DELIVERED");
  if (!found.ok) return found;
  const { run } = found;
  const kind = law.plan(run.plan)?.plan.delivery ?? "none";
  const { tree, parent } = command;
  if (run.delivery?.tree?.id === tree?.id && run.delivery?.parent === parent) return happen();
  return happen({
    type: "delivery.intended",
    actor: "runtime",
    subject: run.item,
    run: run.id,
    cause: run.changedAt,
    data: { kind, tree, parent },
  });
}

/** Records what became of a delivery. A failed one blocks the item; one that cannot be known stops only its run. */
export function settleDelivery(state: State, command: CommandOf<"settleDelivery">, law: Law): Decision {
  const { settled } = command;
  const event = settled.outcome === "unknown" ? "DELIVERY_UNKNOWN" : "DELIVERED";
  const run = state.runs.get(command.run);
  if (run?.phase === "stuck") return settleStuck(state, command, law);
  const found = liveRun(state, command.run, event);
  if (!found.ok) return found;
  return happen(...outcomeOf(state, found.run, settled, law));
}

function settleStuck(state: State, command: CommandOf<"settleDelivery">, law: Law): Decision {
  const run = state.runs.get(command.run);
  if (!run || command.settled.outcome === "unknown" || !runMachine.step(run.phase, "RESOLVED").ok) {
    return refuse("run.not-legal", { run: command.run, phase: run?.phase, action: "resolve" });
  }
  return happen(resolved(run, command.actor, command.settled.detail), ...outcomeOf(state, run, command.settled, law, command.actor));
}

/** A stuck run is to be delivered, or its outcome is to be told. */
export const resolved = (run: Pick<Run, "id" | "item" | "changedAt">, actor: AnyNewEvent["actor"], reason: string): AnyNewEvent => ({
  type: "run.phase",
  actor,
  subject: run.item,
  run: run.id,
  cause: run.changedAt,
  data: { event: "RESOLVED", from: "stuck", to: "delivering", reason },
});

function outcomeOf(
  state: State,
  run: Parameters<typeof finishRun>[1],
  settled: CommandOf<"settleDelivery">["settled"],
  law: Law,
  actor: AnyNewEvent["actor"] = "runtime",
): AnyNewEvent[] {
  const told: AnyNewEvent = {
    type: "delivery.settled",
    actor,
    subject: run.item,
    run: run.id,
    cause: run.delivery?.at ?? run.changedAt,
    data: settled,
  };
  if (settled.outcome === "unknown") return [told];
  if (settled.outcome === "failed") {
    return [told, ...finishRun(state, run, { outcome: "blocked", reason: "delivery_failed", detail: settled.detail }, law, PREVIOUS)];
  }
  return [
    told,
    ...finishRun(state, run, { outcome: "done", reason: run.conclusion?.reason ?? "done", detail: settled.detail }, law, PREVIOUS),
  ];
}
