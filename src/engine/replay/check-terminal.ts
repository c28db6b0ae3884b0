import { refutation, stepLoop } from "../../../machines/loop/step-loop.ts";
import type { EventOf } from "../../events/event.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import type { Run } from "../../state/run.ts";
import type { CompiledPlan } from "../compiled-plan.ts";
import type { Divergence } from "./divergence.ts";

type Settling = EventOf<"run.moved"> | EventOf<"run.concluded">;

/** Compares a settled visit with what the run's pinned loop makes of its effective terminal, and that with its evidence. */
export function checkTerminal(event: Settling, run: Run, plan: CompiledPlan): Divergence | null {
  const diverges = (what: string, logged: unknown, derived: unknown): Divergence => {
    const { seq, type, subject } = event;
    return { seq, type, subject, what, logged, derived };
  };
  const { data } = event;
  const loop = plan.loops.get(run.loop);
  if (!loop) return diverges("the pinned loop", run.loop, [...plan.loops.keys()]);
  if (data.from !== run.position.stage) return diverges("the stage that was settled", data.from, run.position.stage);
  if (data.visit !== run.visit) return diverges("the visit that was settled", data.visit, run.visit);
  const effective = effectiveOf(data, run, loop.loop);
  if (data.effective !== effective) return diverges("the effective terminal", data.effective, effective);
  const stepped = stepLoop(loop.loop, run.position, data.effective);
  if (!stepped.ok) return diverges("the legal terminals", data.effective, stepped.legal);
  const logged = event.type === "run.moved" ? event.data.to : finalOf(event.data);
  const derived =
    stepped.next.type === "stage"
      ? stepped.next.at
      : { final: stepped.next.state, outcome: stepped.next.item, reason: stepped.next.reason, context: stepped.next.context };
  return canonicalJson(logged) === canonicalJson(derived) ? null : diverges("where the machine goes", logged, derived);
}

function finalOf({ final, outcome, reason, context }: EventOf<"run.concluded">["data"]): unknown {
  return { final, outcome, reason, context };
}

/** What had to count: nothing claimed or a failure is BLOCKED, a pass with a failed check is its refutation, else the claim. */
function effectiveOf(data: Settling["data"], run: Run, loop: Parameters<typeof refutation>[0]): string {
  if (data.failure === "check_refuted") {
    const failed = run.evidence.some((one) => !one.passed);
    return (failed && data.claimed !== null && refutation(loop, run.position.stage, data.claimed)) || (data.claimed ?? "BLOCKED");
  }
  return data.failure !== null || data.claimed === null ? "BLOCKED" : data.claimed;
}
