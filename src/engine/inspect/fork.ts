import { legalTerminals } from "../../../machines/loop/legal-terminals.ts";
import type { EventEnvelope } from "../../events/envelope.ts";
import type { AnyNewEvent } from "../../events/event.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { sha256 } from "../../kernel/sha256.ts";
import { evolve } from "../../state/evolve.ts";
import type { Run } from "../../state/run.ts";
import type { State } from "../../state/state.ts";
import type { CompiledPlan } from "../compiled-plan.ts";
import type { Command } from "../decide/command.ts";
import { requiredChecks } from "../decide/required-checks.ts";
import { decide } from "../decide.ts";
import type { Recording, Recordings } from "./recordings.ts";

/** One settled visit of the fork. */
export interface ForkedVisit {
  visit: number;
  stage: string;
  claimed: string | null;
  effective: string;
  to: string;
  /** Sequence of the recorded result that was used; null where it was assumed. */
  recording: number | null;
  /** It rests on an assumption, its own or an earlier one. */
  hypothetical: boolean;
}

export type ForkEnd =
  | { kind: "ended"; outcome: string; reason: string }
  /** The fork needs what was never recorded. */
  | { kind: "stopped"; stage: string; input: string; needs: string };

export interface ForkOrder {
  /** As of the fork. It is changed in place: the fork is a world of its own. */
  state: State;
  run: string;
  plan: CompiledPlan;
  recordings: Recordings;
  /** Stage → terminal, where nothing was recorded. */
  assumed: ReadonlyMap<string, string>;
}

type Draft = Command extends infer C ? (C extends Command ? Omit<C, "id" | "actor"> : never) : never;

/** What the plan would have decided on the recorded results. Calls no agent and writes nothing: its log is in memory. */
export function fork(order: ForkOrder): { visits: ForkedVisit[]; end: ForkEnd } {
  return new Fork(order).run();
}

class Fork {
  readonly #order: ForkOrder;
  readonly #visits: ForkedVisit[] = [];
  readonly #atFork: string | null;
  #recording: Recording | null = null;
  #assuming = false;
  #end: ForkEnd | null = null;

  constructor(order: ForkOrder) {
    this.#order = order;
    this.#atFork = order.state.runs.get(order.run)?.attempt?.id ?? null;
    order.state.policy = { ...order.state.policy, attemptsPerDay: 0, usdPerDay: 0, tokensPerDay: 0, usdPerItem: 0 };
  }

  run(): { visits: ForkedVisit[]; end: ForkEnd } {
    while (!this.#end) {
      const run = this.#order.state.runs.get(this.#order.run);
      if (!run) break;
      this.#step(run);
    }
    return { visits: this.#visits, end: this.#end ?? this.#outcome() };
  }

  #outcome(): ForkEnd {
    const { outcome = "", reason = "" } = this.#order.state.finishedRuns.get(this.#order.run) ?? {};
    return { kind: "ended", outcome, reason };
  }

  #step(run: Run): void {
    switch (run.phase) {
      case "preparing":
        this.#prepare(run);
        break;
      case "due":
        this.#request(run);
        break;
      case "launching":
      case "running":
        this.#finish(run, this.#recording ?? this.#underWay(run));
        break;
      case "verifying":
        this.#verify(run);
        break;
      case "waiting":
        this.#does({ type: "fireTimer", run: run.id, timer: run.waiting?.timer ?? "" });
        break;
      case "delivering":
      case "stuck":
      case "deciding":
      case "finished":
        this.#end = { kind: "ended", outcome: run.conclusion?.outcome ?? "", reason: run.conclusion?.reason ?? run.phase };
    }
  }

  /** The result of the attempt that ran at the moment of the fork. Later ones have the ids of attempts that were other ones. */
  #underWay(run: Run): Recording | null {
    return run.attempt?.id === this.#atFork ? this.#order.recordings.takeAttempt(run.attempt?.id ?? "") : null;
  }

  #prepare(run: Run): void {
    const { prepared } = this.#order.recordings;
    if (prepared) this.#does({ type: "preparedRun", run: run.id, tree: prepared.tree, baseline: prepared.baseline });
    else this.#stop(run, "the checks on the tree before the first stage");
  }

  #request(run: Run): void {
    const { stage } = run.position;
    const { recordings, plan, assumed } = this.#order;
    this.#recording = recordings.take(stage, run.tree);
    if (!this.#recording && !assumed.has(stage)) {
      this.#stop(run, `a result of ${stage}`);
      return;
    }
    if (!this.#recording) this.#assuming = true;
    const runner = plan.plan.stages[`${run.loop}/${stage}`]?.runner ?? "none";
    const request = this.#recording?.requested.data.request ?? "0".repeat(64);
    const { id, visit, tries, tree } = run;
    this.#does({ type: "requestAttempt", run: id, visit, try: tries + 1, runner, request, tree });
    this.#does({ type: "startedAttempt", run: id, attempt: `${id}.${visit}.${tries + 1}`, pid: 0, started: "fork" });
  }

  #finish(run: Run, recording: Recording | null): void {
    const { stage } = run.position;
    const assumed = this.#order.assumed.get(stage) ?? null;
    const legal = this.#legal(run);
    const said = recording?.ended.data.claimed ?? null;
    if (said !== null && !legal.includes(said)) {
      if (assumed === null) this.#stop(run, `a result of ${stage} that is legal in ${run.loop} (${legal.join(", ")}): it reported ${said}`);
      else this.#finish(run, null);
      return;
    }
    if (!recording && assumed === null) {
      this.#stop(run, `the result of attempt ${run.attempt?.id}`);
      return;
    }
    if (!recording) this.#assuming = true;
    const claimed = recording ? said : assumed;
    this.#recording = recording;
    const { tree = run.tree, changed = [], protectedChanged = [], outsideChanged, ...report } = recording?.ended.data ?? nothing(claimed);
    this.#does({
      type: "endedAttempt",
      run: run.id,
      attempt: run.attempt?.id ?? "",
      report,
      tree,
      changed,
      protectedChanged,
      ...(outsideChanged ? { outsideChanged } : {}),
    });
  }

  #legal(run: Run): readonly string[] {
    const loop = this.#order.plan.loops.get(run.loop)?.loop;
    return loop ? legalTerminals(loop, run.position.stage) : [];
  }

  #verify(run: Run): void {
    const checks = requiredChecks(this.#order.state, run);
    const recorded = this.#order.recordings.evidence(checks, run.tree);
    if (!recorded && !this.#order.assumed.has(run.position.stage)) {
      this.#stop(run, `the checks of ${run.position.stage}: ${checks.join(", ")}`);
      return;
    }
    if (!recorded) this.#assuming = true;
    const tree = run.tree ?? { kind: "manifest" as const, id: "assumed" };
    const passing = checks.map((check) => ({
      check,
      command: check,
      tree,
      passed: true,
      exit: 0,
      timedOut: false,
      millis: 0,
      output: "assumed",
    }));
    this.#does({ type: "verifiedRun", run: run.id, tree: run.tree, evidence: recorded ?? passing });
  }

  #stop(run: Run, needs: string): void {
    this.#end = { kind: "stopped", stage: run.position.stage, input: run.tree?.id ?? "no tree", needs };
  }

  #does(draft: Draft): void {
    const { state, plan } = this.#order;
    const command = { ...draft, id: `fork:${state.seq}`, actor: "runtime" } as Command;
    const decision = decide(state, command, { now: state.time, hash: sha256, plan: (hash) => (hash === plan.hash ? plan : undefined) });
    if (!decision.ok) throw new MillraceError(decision.failure.code, decision.failure.values);
    for (const event of decision.events) this.#fold(event);
  }

  #fold(event: AnyNewEvent): void {
    const { state } = this.#order;
    const seq = state.seq + 1;
    const cause = Math.max(0, seq - 1);
    const envelope = {
      v: 1,
      seq,
      batch: [1, 1],
      time: new Date(state.time).toISOString(),
      epoch: state.epoch,
      durable: 0,
      tv: 1,
      crit: true,
      hash: "",
    };
    if (event.type === "run.moved" || event.type === "run.concluded") this.#settle(event);
    evolve(state, JSON.parse(JSON.stringify({ ...envelope, ...event, cause })) as EventEnvelope);
  }

  #settle(event: Extract<AnyNewEvent, { type: "run.moved" | "run.concluded" }>): void {
    const { visit, from, claimed, effective } = event.data;
    const to = event.type === "run.moved" ? event.data.to.stage : event.data.final;
    this.#visits.push({
      visit,
      stage: from,
      claimed,
      effective,
      to,
      recording: this.#recording?.ended.seq ?? null,
      hypothetical: this.#assuming,
    });
    this.#recording = null;
  }
}

function nothing(claimed: string | null) {
  return {
    claimed,
    failure: null,
    detail: "assumed",
    exit: null,
    signal: null,
    millis: 0,
    outputBytes: 0,
    tree: undefined,
    changed: [] as string[],
    protectedChanged: [] as string[],
    outsideChanged: undefined,
    usage: null,
    artifacts: [],
    summary: "assumed",
  };
}
