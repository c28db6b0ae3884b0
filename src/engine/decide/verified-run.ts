import { refutation } from "../../../machines/loop/step-loop.ts";
import type { AnyNewEvent } from "../../events/event.ts";
import type { State } from "../../state/state.ts";
import { applyTerminal } from "./apply-terminal.ts";
import type { CommandOf } from "./command.ts";
import { type Decision, happen, PREVIOUS } from "./decision.ts";
import { finishRun } from "./finish-run.ts";
import type { Law } from "./law.ts";
import { liveRun } from "./live-run.ts";

/**
 * Takes the results of the required checks. At a verdict stage a failed one refutes the claim; before delivery, where the
 * delivered tree is not the one that was verified, a failed one blocks the run: done needs evidence on that very tree.
 */
export function verifiedRun(state: State, command: CommandOf<"verifiedRun">, law: Law): Decision {
  const delivering = state.runs.get(command.run)?.phase === "delivering";
  const found = liveRun(state, command.run, delivering ? "DELIVERED" : "VERIFIED");
  if (!found.ok) return found;
  const { run } = found;
  const { tree, evidence } = command;
  const verified: AnyNewEvent = {
    type: "run.verified",
    actor: "runtime",
    subject: run.item,
    run: run.id,
    cause: run.changedAt,
    data: { visit: run.visit, tree, evidence },
  };
  const failed = evidence.filter((one) => !one.passed).map((one) => one.check);
  if (delivering) {
    if (failed.length === 0) return happen(verified);
    const end = { outcome: "blocked", reason: "evidence_failed_at_delivery", detail: failed.join(", ") } as const;
    return happen(verified, ...finishRun(state, run, end, law, PREVIOUS));
  }
  const claimed = run.claim?.terminal ?? "BLOCKED";
  const loop = law.plan(run.plan)?.loops.get(run.loop)?.loop;
  const refuted = loop ? refutation(loop, run.position.stage, claimed) : null;
  if (failed.length === 0 || refuted === null) {
    return happen(verified, ...applyTerminal(state, run, { claimed, effective: claimed, failure: null }, law));
  }
  const detailed = run.claim && { ...run, claim: { ...run.claim, detail: `refuted by ${failed.join(", ")}` } };
  return happen(verified, ...applyTerminal(state, detailed ?? run, { claimed, effective: refuted, failure: "check_refuted" }, law));
}
