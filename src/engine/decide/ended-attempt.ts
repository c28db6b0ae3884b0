import { legalTerminals } from "../../../machines/loop/legal-terminals.ts";
import { refutation } from "../../../machines/loop/step-loop.ts";
import type { AnyNewEvent } from "../../events/event.ts";
import type { FrozenPlan } from "../../plan/frozen-plan.ts";
import type { FailureClass, Run, Usage } from "../../state/run.ts";
import type { State } from "../../state/state.ts";
import { usedBudget } from "../../state/used-budget.ts";
import { applyTerminal } from "./apply-terminal.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, PREVIOUS } from "./decision.ts";
import { type FailureRoute, failureRoute } from "./failure-route.ts";
import { finishRun } from "./finish-run.ts";
import type { Law } from "./law.ts";
import { liveRun } from "./live-run.ts";
import { requiredChecks } from "./required-checks.ts";

/** Accepts the result of the current attempt and decides what it means: try again, verify the claim, or move the machine. */
export function endedAttempt(state: State, command: CommandOf<"endedAttempt">, law: Law): Decision {
  const found = liveRun(state, command.run, "ATTEMPT_ENDED", command.attempt);
  if (!found.ok) return found;
  const { run } = found;
  const { report, tree, changed, protectedChanged, outsideChanged, attempt } = command;
  const ended: AnyNewEvent = {
    type: "attempt.ended",
    actor: "agent",
    subject: run.item,
    run: run.id,
    attempt,
    cause: run.changedAt,
    data: { ...report, tree, changed, protectedChanged, ...(outsideChanged === undefined ? {} : { outsideChanged }) },
  };
  const now: Run = { ...run, claim: { terminal: report.claimed, failure: report.failure, detail: report.summary || report.detail, at: 0 } };
  const marked = { protectedChanged, outsideChanged: outsideChanged ?? [], usage: report.usage };
  return happen(ended, ...follow(state, now, marked, law));
}

function follow(state: State, run: Run, marked: Marked, law: Law): AnyNewEvent[] {
  const { terminal: claimed, failure } = run.claim ?? { terminal: null, failure: null };
  const plan = law.plan(run.plan);
  const route = failure === null ? "work" : failureRoute(failure, plan?.plan.stages[`${run.loop}/${run.position.stage}`]);
  if (failure !== null && route !== "work") {
    const again = route !== "operator" || waitsForTomorrow(state, run, marked.usage, law);
    if (again && run.retries < (plan?.plan.limits.retriesPerVisit ?? 0)) return [waitForRetry(run, failure, route, law)];
    return finishRun(state, run, { outcome: "blocked", reason: failure, detail: run.claim?.detail ?? "" }, law, PREVIOUS);
  }
  if (failure !== null || claimed === null) {
    return applyTerminal(state, run, { claimed, effective: "BLOCKED", failure: failure ?? "terminal_missing" }, law);
  }
  const loop = plan?.loops.get(run.loop)?.loop;
  // Whoever reported it, a worker of another version too: a terminal that the stage does not have moves nothing.
  if (loop && !legalTerminals(loop, run.position.stage).includes(claimed)) {
    return applyTerminal(state, run, { claimed, effective: "BLOCKED", failure: "terminal_illegal" }, law);
  }
  const refused = refusedChange(plan?.plan.evidence, marked);
  if (refused !== null) return applyTerminal(state, run, { claimed, effective: "BLOCKED", failure: refused }, law);
  if (loop && refutation(loop, run.position.stage, claimed) !== null && requiredChecks(state, run).length > 0) {
    return [
      {
        type: "run.phase",
        actor: "runtime",
        subject: run.item,
        run: run.id,
        cause: PREVIOUS,
        data: { event: "VERIFY", from: "deciding", to: "verifying", reason: claimed },
      },
    ];
  }
  return applyTerminal(state, run, { claimed, effective: claimed, failure: null }, law);
}

type Marked = Required<Pick<CommandOf<"endedAttempt">, "protectedChanged" | "outsideChanged">> & { usage: Usage | null };

/** Why the plan does not let what the attempt changed stand, if it does not. */
function refusedChange(evidence: FrozenPlan["evidence"] | undefined, { protectedChanged, outsideChanged }: Marked): FailureClass | null {
  if (evidence?.protectedBlocks && protectedChanged.length > 0) return "protected_changed";
  return evidence?.outsideBlocks && outsideChanged.length > 0 ? "outside_paths" : null;
}

/** The day's budget ended the attempt, and not a limit of its own: there is one tomorrow. */
function waitsForTomorrow(state: State, { claim, attempt }: Run, usage: Usage | null, { now }: Law): boolean {
  if (usage === null || (claim?.failure !== "cost_limit" && claim?.failure !== "token_limit")) return false;
  return usedBudget(state, now, { name: attempt?.model ?? attempt?.runner ?? "", usage }) !== null;
}

function waitForRetry(run: Run, failure: FailureClass, route: FailureRoute, law: Law): AnyNewEvent {
  const limits = law.plan(run.plan)?.plan.limits;
  const ceiling = limits?.backoffCeilingMillis ?? 0;
  // A limit of a service is one of minutes: to ask again at once only prolongs it.
  const after = route === "rest" ? ceiling : Math.min((limits?.backoffMillis ?? 0) * 2 ** run.retries, ceiling);
  return {
    type: "run.waiting",
    actor: "runtime",
    subject: run.item,
    run: run.id,
    cause: PREVIOUS,
    data: { timer: `${run.id}.${run.visit}.${run.tries}`, dueAt: law.now + after, after, reason: failure },
  };
}
