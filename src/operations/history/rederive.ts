import { type LoopPosition, startLoop, stepLoop } from "../../../machines/loop/step-loop.ts";
import { itemMachine } from "../../../machines/runtime/item.ts";
import { lifecycleMachine } from "../../../machines/runtime/lifecycle.ts";
import { runMachine } from "../../../machines/runtime/run.ts";
import type { CompiledPlan } from "../../engine/compiled-plan.ts";
import type { AnyEvent, EventOf } from "../../events/event.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";

export interface Divergence {
  seq: number;
  run: string | null;
  /** What the machine says. */
  expected: string;
  /** What the log says. */
  found: string;
}

/** Derives transitions again: hand it the events in order, then ask for the verdict. Only the first divergence is kept. */
export function rederiver(plans: { get(hash: string): CompiledPlan }): {
  take(event: AnyEvent): void;
  verdict(): { transitions: number; divergence: Divergence | null };
} {
  const live = new Map<string, { plan: string; loop: string; at: LoopPosition }>();
  let transitions = 0;
  let divergence: Divergence | null = null;

  function compare(event: AnyEvent, expected: unknown, found: unknown): void {
    transitions++;
    const [left, right] = [canonicalJson(expected), canonicalJson(found)];
    if (left !== right) divergence ??= { seq: event.seq, run: event.run ?? null, expected: left, found: right };
  }

  function takeStep(event: EventOf<"run.moved"> | EventOf<"run.concluded">): void {
    const run = live.get(event.run ?? "");
    if (!run) return;
    const loop = plans.get(run.plan).loops.get(run.loop)?.loop;
    const stepped = loop && stepLoop(loop, run.at, event.data.effective);
    const found =
      event.type === "run.moved"
        ? { stage: event.data.to.stage, context: event.data.to.context }
        : { final: event.data.final, outcome: event.data.outcome, reason: event.data.reason, context: event.data.context };
    if (!stepped?.ok) {
      compare(event, { illegal: event.data.effective, legal: stepped?.legal ?? [] }, found);
      return;
    }
    const { next } = stepped;
    if (next.type === "stage") {
      compare(event, next.at, found);
      run.at = next.at;
    } else compare(event, { final: next.state, outcome: next.item, reason: next.reason, context: next.context }, found);
  }

  return {
    take(event) {
      switch (event.type) {
        case "run.started": {
          const { plan, loop, kind, position } = event.data;
          live.set(event.run ?? "", { plan, loop, at: position });
          const compiled = plans.get(plan).loops.get(loop)?.loop;
          const started = compiled && startLoop(compiled, kind, position.context.counters);
          return compare(event, started?.ok ? started.at : { noEntry: kind }, position);
        }
        case "run.moved":
        case "run.concluded":
          return takeStep(event);
        case "run.finished":
          live.delete(event.run ?? "");
          return;
        case "item.moved": {
          const step = itemMachine.step(event.data.from as never, event.data.event as never);
          return compare(event, step.ok ? step.state : "illegal", event.data.to);
        }
        case "run.phase": {
          const step = runMachine.step(event.data.from as never, event.data.event as never);
          return compare(event, step.ok ? step.state : "illegal", event.data.to);
        }
        case "runtime.moved": {
          // A pause or resume that changes only the set of pauses stays where it is.
          const step = lifecycleMachine.step(event.data.from as never, event.data.event as never);
          if (event.data.from === event.data.to) return;
          return compare(event, step.ok ? step.state : "illegal", event.data.to);
        }
        default:
          return;
      }
    },
    verdict: () => ({ transitions, divergence }),
  };
}
