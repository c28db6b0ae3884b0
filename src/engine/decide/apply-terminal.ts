import { stepLoop } from "../../../machines/loop/step-loop.ts";
import type { AnyNewEvent } from "../../events/event.ts";
import type { FailureClass, Run } from "../../state/run.ts";
import type { State } from "../../state/state.ts";
import { PREVIOUS } from "./decision.ts";
import { finishRun } from "./finish-run.ts";
import type { Law } from "./law.ts";

/** What moves a run: the terminal that counts, beside the one that was claimed. */
export interface Verdict {
  claimed: string | null;
  effective: string;
  failure: FailureClass | null;
}

/** The events by which an effective terminal moves the run's machine, and what follows when its loop ends there. */
export function applyTerminal(state: State, run: Run, verdict: Verdict, law: Law): AnyNewEvent[] {
  const loop = law.plan(run.plan)?.loops.get(run.loop)?.loop;
  if (!loop) throw new Error(`Run ${run.id} pins plan ${run.plan} with loop ${run.loop}, which was not loaded`);
  const stepped = stepLoop(loop, run.position, verdict.effective);
  if (!stepped.ok) throw new Error(`Terminal ${verdict.effective} is illegal for ${run.position.stage}: ${stepped.legal.join(", ")}`);
  const about = { actor: "runtime", subject: run.item, run: run.id, cause: PREVIOUS } as const;
  const visit = { visit: run.visit, from: run.position.stage, ...verdict };
  const { next } = stepped;
  if (next.type === "stage") {
    const to = { stage: next.at.stage, context: mutable(next.at.context) };
    const moved: AnyNewEvent = { ...about, type: "run.moved", data: { ...visit, to } };
    if (run.visit < run.visitLimit) return [moved];
    const end = { outcome: "blocked", reason: "visit_limit", detail: `${run.visitLimit} visits` } as const;
    return [moved, ...finishRun(state, run, end, law, PREVIOUS)];
  }
  const context = mutable(next.context);
  const concluded: AnyNewEvent = {
    ...about,
    type: "run.concluded",
    data: { ...visit, final: next.state, outcome: next.item, reason: next.reason, context },
  };
  if (next.item === "done") return [concluded];
  const ended = { ...run, position: { stage: next.state, context }, visits: [...run.visits, lastVisit(run, verdict, law)] };
  return [
    concluded,
    ...finishRun(state, ended, { outcome: next.item, reason: next.reason, detail: run.claim?.detail ?? "" }, law, PREVIOUS),
  ];
}

function lastVisit(run: Run, verdict: Verdict, law: Law): Run["visits"][number] {
  const { visit, position, tries, claim } = run;
  return { visit, stage: position.stage, tries, summary: claim?.detail ?? "", endedTime: law.now, ...verdict };
}

function mutable(context: Run["position"]["context"]): { counters: Record<string, number>; remembered: string | null } {
  return { counters: { ...context.counters }, remembered: context.remembered };
}
