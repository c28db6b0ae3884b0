import { startLoop } from "../../../machines/loop/step-loop.ts";
import type { State } from "../../state/state.ts";
import { noneReady, waitText } from "../none-ready.ts";
import { nextReady, waitOf, writeLocks } from "../ready.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, PREVIOUS, refuse } from "./decision.ts";
import type { Law } from "./law.ts";
import { moveItem } from "./move-item.ts";
import { unknownItem } from "./unknown-item.ts";

/** Begins a run on the next ready item, or on the one named, under the plan in force; the run pins that plan. */
export function claimNext(state: State, command: CommandOf<"claimNext">, law: Law): Decision {
  const plan = state.plan && law.plan(state.plan.hash);
  if (!plan) return refuse("plan.none");
  if (command.item !== null && !state.items.has(command.item)) return unknownItem(state, command.item);
  const named = command.item === null ? null : (state.items.get(command.item) ?? null);
  const item = named ?? nextReady(state, plan.plan.loopFor);
  if (!item) return { ok: false, failure: noneReady(state, plan.plan.loopFor) ?? { code: "item.none-ready", values: {} } };
  const claimed = moveItem(item, "CLAIMED", { actor: "runtime", cause: item.changedAt, reason: null });
  if (!claimed) return refuse("item.not-legal", { item: item.id, phase: item.phase, action: "claim" });
  const wait = waitOf(state, item, plan.plan.loopFor);
  if (wait) return refuse("item.none-ready", { queued: 1, waiting: waitText(item, wait) });
  const loopId = plan.plan.loopFor[item.kind] ?? "";
  const loop = plan.loops.get(loopId);
  const started = loop && startLoop(loop.loop, item.kind, item.counters);
  if (!loop || !started?.ok) return refuse("plan.no-loop", { kind: item.kind, loop: loopId });
  const run = `${item.id}-${item.runsEver + 1}`;
  return happen(
    { ...claimed, run },
    {
      type: "run.started",
      actor: "runtime",
      subject: item.id,
      run,
      cause: PREVIOUS,
      data: {
        kind: item.kind,
        loop: loopId,
        machine: loop.hash,
        plan: plan.hash,
        revision: item.revision,
        previous: item.lastRun,
        lane: loop.loop.plane,
        locks: { read: [], write: writeLocks(item) },
        position: { stage: started.at.stage, context: { ...started.at.context, counters: { ...started.at.context.counters } } },
        phase: "preparing",
        visitLimit: plan.plan.bounds[loopId] ?? 0,
      },
    },
  );
}
