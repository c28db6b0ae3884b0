import { type ItemEvent, itemMachine } from "../../../machines/runtime/item.ts";
import { type LifecycleEvent, lifecycleMachine } from "../../../machines/runtime/lifecycle.ts";
import { type PublishEvent, publishMachine } from "../../../machines/runtime/publish.ts";
import type { AnyEvent, EventOf } from "../../events/event.ts";
import type { State } from "../../state/state.ts";
import type { CompiledPlan } from "../compiled-plan.ts";
import { checkRoute } from "./check-route.ts";
import { checkTerminal } from "./check-terminal.ts";
import { deriveRunPhase } from "./derive-run-phase.ts";
import type { Divergence } from "./divergence.ts";

/** Compares one event with what the machines and the pinned plan make of the state just before it; null when they agree, or when that plan was redacted. */
export function checkEvent(state: State, event: AnyEvent, plan: (hash: string) => CompiledPlan | null): Divergence | null {
  switch (event.type) {
    case "item.moved":
      return checkItem(state, event);
    case "runtime.moved":
      return checkLifecycle(state, event);
    case "item.imported":
      return checkNew(state, event);
    case "run.imported":
      return checkImportedRun(state, event);
    case "run.redacted":
      return null;
    case "run.undone":
      return checkUndone(state, event);
    case "publish.syncing":
    case "publish.synced":
    case "publish.checked":
    case "publish.approved":
    case "publish.committing":
    case "publish.committed":
    case "publish.pushing":
    case "publish.pushed":
    case "publish.tagging":
    case "publish.tagged":
      return checkPublish(state, event);
    default:
      return event.run === undefined || event.type === "run.started" ? null : checkRun(state, event, plan);
  }
}

function checkRun(state: State, event: AnyEvent, plan: (hash: string) => CompiledPlan | null): Divergence | null {
  const { seq, type, subject } = event;
  const run = state.runs.get(event.run ?? "");
  if (!run) {
    const isAfterward = state.finishedRuns.has(event.run ?? "") && event.type.startsWith("item.");
    return isAfterward ? null : { seq, type, subject, what: "the run", logged: event.run, derived: "no live run of that id" };
  }
  const phase = deriveRunPhase(event, run);
  if (phase && "refused" in phase) return { seq, type, subject, what: "the run's machine", logged: type, derived: phase.refused };
  if (event.type === "run.waiting" || event.type === "run.finished") return checkRoute(event, run, plan(run.plan));
  if (event.type !== "run.moved" && event.type !== "run.concluded") return null;
  const pinned = plan(run.plan);
  return pinned && checkTerminal(event, run, pinned);
}

function checkItem(state: State, event: EventOf<"item.moved">): Divergence | null {
  const { seq, type, subject, data } = event;
  const phase = state.items.get(subject)?.phase;
  if (phase !== data.from) return { seq, type, subject, what: "the item's phase before", logged: data.from, derived: phase };
  const step = itemMachine.step(phase, data.event as ItemEvent);
  const derived = step.ok ? step.state : `not legal; legal: ${step.legal.join(", ")}`;
  return derived === data.to ? null : { seq, type, subject, what: `the item's machine on ${data.event}`, logged: data.to, derived };
}

/** An import adds, and changes nothing that there is. */
function checkNew(state: State, { seq, type, subject }: EventOf<"item.imported">): Divergence | null {
  const known = state.items.get(subject)?.phase;
  return known === undefined ? null : { seq, type, subject, what: "an item that was new", logged: subject, derived: known };
}

function checkImportedRun(state: State, { seq, type, subject, run = "" }: EventOf<"run.imported">): Divergence | null {
  const problem = !state.items.has(subject) ? "no item of that id" : state.finishedRuns.has(run) ? "a run that is known already" : null;
  return problem === null ? null : { seq, type, subject, what: "the imported run", logged: run, derived: problem };
}

/** Only what is over can be undone. */
function checkUndone(state: State, { seq, type, subject, run = "" }: EventOf<"run.undone">): Divergence | null {
  if (state.finishedRuns.has(run)) return null;
  return { seq, type, subject, what: "the run", logged: run, derived: "no finished run of that id" };
}

type Published = Extract<AnyEvent, { type: `publish.${string}` }>;

function checkPublish({ publication }: State, { seq, type, subject, data }: Published): Divergence | null {
  if (publication.phase !== data.from) {
    return { seq, type, subject, what: "the publication before", logged: data.from, derived: publication.phase };
  }
  const step = publishMachine.step(publication.phase, data.event as PublishEvent);
  const derived = step.ok ? step.state : `not legal; legal: ${step.legal.join(", ")}`;
  return derived === data.to ? null : { seq, type, subject, what: `the publish machine on ${data.event}`, logged: data.to, derived };
}

function checkLifecycle(state: State, event: EventOf<"runtime.moved">): Divergence | null {
  const { seq, type, subject, data } = event;
  if (state.lifecycle !== data.from) {
    return { seq, type, subject, what: "the lifecycle before", logged: data.from, derived: state.lifecycle };
  }
  const step = lifecycleMachine.step(state.lifecycle, data.event as LifecycleEvent);
  // A pause that joins others, or one that is set while nobody runs, is recorded without moving the machine.
  const derived = step.ok ? step.state : data.from;
  return data.to === derived || data.to === data.from ? null : { seq, type, subject, what: "the lifecycle", logged: data.to, derived };
}
