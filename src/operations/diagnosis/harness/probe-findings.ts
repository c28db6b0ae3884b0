import { compileWorkspace } from "../../../engine/compile-workspace.ts";
import { type BoundHarness, boundHarnesses } from "../../../plan/stages/bound-harnesses.ts";
import type { FailureClass } from "../../../runners/contract/failure-class.ts";
import type { StageReport } from "../../../runners/contract/stage-report.ts";
import type { OperationContext } from "../../context.ts";
import type { Finding } from "../finding.ts";
import { probeHarness, probeLimits } from "./probe-harness.ts";

/** Asks each model of each harness that the plan binds one tiny question, and says so before. */
export async function probeFindings(context: OperationContext): Promise<Finding[]> {
  const { world, root, signal } = context;
  const compiled = await compileWorkspace(world, root());
  if (!compiled.ok) return [];
  const probes = boundHarnesses(compiled.plan).flatMap((bound) =>
    [...new Set(bound.stages.map(({ binding }) => binding.model))].map((model) => ({ bound, model })),
  );
  const found: Finding[] = [];
  for (const { bound, model } of probes) {
    const text = `Asking ${nameOf(bound, model)} for one line: a real request, some thousand tokens for what its harness says of itself; ${probeLimits.seconds} s at most`;
    context.progress({ type: "note", text });
    const report = await probeHarness(world, bound, model, signal);
    if (report === null) break;
    found.push(probeFinding(bound, model, report));
  }
  return found;
}

function nameOf({ runner }: BoundHarness, model: string | null): string {
  return model === null ? `the model that "${runner}" is set to` : `"${model}" by "${runner}"`;
}

function probeFinding(bound: BoundHarness, model: string | null, report: StageReport): Finding {
  const { failure, detail, millis, usage } = report;
  const name = nameOf(bound, model);
  const used = usage === null ? "" : `, ${usage.input + usage.output} tokens`;
  const spent = `${(millis / 1000).toFixed(1)} s${used}`;
  if (failure === null) return { code: "model", level: "ok", what: `${name} answers (${spent})`, means: "", command: null };
  if (failure.startsWith("terminal_")) {
    const means = "It can be reached. Whether it follows a stage's prompt, a task would show";
    return { code: "model", level: "warning", what: `${name} answers, but not what it was asked for (${spent})`, means, command: null };
  }
  const { means, command } = adviceOn(failure, bound);
  return { code: "model", level: "error", what: `${name} does not answer: ${failure}: ${detail}`, means, command };
}

function adviceOn(failure: FailureClass, { runner, facts }: BoundHarness): Pick<Finding, "means" | "command"> {
  switch (failure) {
    case "auth":
      return { means: "Its login or its key is refused", command: facts.logIn };
    case "billing":
      return { means: "Its account or its plan is used up: that is settled with who sells it", command: null };
    case "rate_limit":
      return { means: "It is asked too often at the moment. Stages wait and try again by themselves", command: "millrace doctor --probe" };
    case "model_error":
      return { means: "Its name may be wrong, or not open to this login", command: `millrace config set runners.${runner}.model NAME` };
    case "spawn_failed":
      return { means: "The program cannot be started", command: facts.install };
    default:
      return { means: "Network, address or service: nothing of Millrace can mend it", command: "millrace doctor --probe" };
  }
}
