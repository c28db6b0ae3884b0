import { legalTerminals } from "../../../machines/loop/legal-terminals.ts";
import type { Command } from "../../../src/engine/decide/command.ts";
import { decide } from "../../../src/engine/decide.ts";
import type { EventEnvelope } from "../../../src/events/envelope.ts";
import { sha256 } from "../../../src/kernel/sha256.ts";
import { evolve } from "../../../src/state/evolve.ts";
import type { Run } from "../../../src/state/run.ts";
import { initialState, type State } from "../../../src/state/state.ts";
import { emptyFields } from "../../../src/work/empty-fields.ts";
import { policy } from "../../support/policy.ts";
import { PLAN, shippedPlan } from "../../support/shipped-plan.ts";

type Draft = Command extends infer C ? (C extends Command ? Omit<C, "id" | "actor"> : never) : never;

const plan = shippedPlan();
const TREE = { kind: "manifest", id: "t" } as const;
const EVIDENCE = { check: "c", command: "c", tree: TREE, exit: 0, timedOut: false, millis: 1, output: "o" };
const START = Date.parse("2026-11-20T10:00:00.000Z");

/** A course of a workspace: what was decided one after the other, and the state that it led to. */
export interface Course {
  state: State;
  events: EventEnvelope[];
}

/** Lets the law decide one command after the other, each chosen by a number among those that make sense. Same numbers, same course. */
export function randomCourse(choices: readonly number[]): Course {
  const state = initialState();
  const events: EventEnvelope[] = [];
  const apply = (draft: Draft, number: number): void => {
    const now = START + events.length * 1000 + (number % 7) * 3_600_000;
    const command = { ...draft, id: `c${events.length}`, actor: number % 3 === 0 ? "agent" : "operator" } as Command;
    const decision = decide(state, command, { now, hash: sha256, plan: (hash) => (hash === PLAN ? plan : undefined) } as Parameters<
      typeof decide
    >[2]);
    if (!decision.ok) return;
    for (const event of decision.events) {
      const seq = state.seq + 1;
      const about = {
        v: 1,
        seq,
        batch: [1, 1],
        time: new Date(now).toISOString(),
        epoch: 1,
        durable: seq - 1,
        tv: 1,
        crit: true,
        hash: "",
      };
      const written = JSON.parse(JSON.stringify({ ...about, command: command.id, ...event, cause: 0 })) as EventEnvelope;
      events.push(JSON.parse(JSON.stringify(written)) as EventEnvelope);
      evolve(state, written);
    }
  };
  apply({ type: "adoptPlan", plan: PLAN, mode: "m", loops: {} }, 1);
  apply({ type: "moveRuntime", event: "STARTED", source: null, reason: null }, 1);
  apply({ type: "changePolicy", policy: policy({ maxRuns: 3 }) }, 1);
  for (const number of choices) {
    const drafts = draftsFor(state, number);
    const draft = drafts[Math.floor(number / 60) % drafts.length];
    if (draft) apply(draft, number);
  }
  return { state, events };
}

/** What may be asked now: of the owner's effects for each run, and of an operator. */
function draftsFor(state: State, number: number): Draft[] {
  const item = [...state.items.keys()][number % Math.max(1, state.items.size)] ?? "none";
  const slug = `t${number % 5}`;
  const fields = { ...emptyFields(slug), checks: number % 2 === 0 ? ["c"] : [], priority: number % 3, paths: [`d${number % 4}`] };
  const dependsOn = number % 5 === 0 ? [item] : [];
  const kind = number % 4 === 0 ? "spec" : "task";
  const outside: Draft[] = [
    { type: "addItem", kind, item: null, slug, fields: { ...fields, dependsOn }, document: null, body: "" },
    { type: "claimNext", item: null },
    { type: "unblockItem", item, reset: number % 2 === 0, reason: "r" },
    { type: "retryItem", item, reset: true, reason: null },
    { type: "cancelItem", item, reason: null },
    { type: "approveItem", item, reason: null },
    { type: "placeItems", items: [item], place: { at: number % 2 === 0 ? "first" : "last" } },
    { type: "reviseItem", item, fields, document: `# ${number}\n` },
    { type: "moveRuntime", event: number % 2 === 0 ? "PAUSED" : "RESUMED", source: `s${number % 2}`, reason: null },
  ];
  const ofRuns = [...state.runs.values()].flatMap((run) => draftsOf(run, number));
  // Most of the time runs get on.
  return number % 4 > 0 && ofRuns.length > 0 ? ofRuns : outside;
}

function draftsOf(run: Run, number: number): Draft[] {
  const { id, visit, tries, attempt } = run;
  switch (run.phase) {
    case "preparing":
      return [{ type: "preparedRun", run: id, tree: TREE, baseline: [{ ...EVIDENCE, passed: false }] }];
    case "due":
      return [{ type: "requestAttempt", run: id, visit, try: tries + 1, runner: "shell", request: "b".repeat(64), tree: TREE }];
    case "launching":
    case "running":
      return attempt ? [...(run.phase === "launching" ? [started(id, attempt.id)] : []), ...endsOf(run, attempt.id, number)] : [];
    case "verifying":
      return [{ type: "verifiedRun", run: id, tree: TREE, evidence: [{ ...EVIDENCE, passed: number % 3 > 0 }] }];
    case "waiting":
      return [{ type: "fireTimer", run: id, timer: run.waiting?.timer ?? "" }];
    case "delivering":
      return [
        { type: "intendDelivery", run: id, tree: TREE, parent: null },
        { type: "settleDelivery", run: id, settled: { outcome: number % 5 === 0 ? "unknown" : "left", commit: null, detail: "" } },
      ];
    case "stuck":
      return [{ type: "resolveRun", run: id, outcome: "committed", commit: "c", reason: null }];
    default:
      return [];
  }
}

function started(run: string, attempt: string): Draft {
  return { type: "startedAttempt", run, attempt, pid: 1, started: "1" };
}

function endsOf(run: Run, attempt: string, number: number): Draft[] {
  const loop = plan.loops.get(run.loop)?.loop;
  const legal = loop ? legalTerminals(loop, run.position.stage) : [];
  const usage = number % 2 === 0 ? null : { input: 1, cached: 2, output: 3, reasoning: 4, costUsd: 0.5 };
  const nothing = { exit: 0, signal: null, millis: 1, outputBytes: 0, artifacts: [], summary: "", detail: "d", usage };
  const ended = (claimed: string | null, failure: "transport" | "timeout" | null): Draft => {
    const report = { ...nothing, claimed, failure };
    return { type: "endedAttempt", run: run.id, attempt, report, tree: TREE, changed: [`p${number % 3}`], protectedChanged: [] };
  };
  const failures = [ended(null, "transport"), ended(null, "timeout")];
  const lost: Draft = { type: "lostAttempt", run: run.id, attempt, failure: "supervisor_lost", detail: "" };
  return [...legal.flatMap((terminal) => [ended(terminal, null), ended(terminal, null)]), ...failures, lost];
}
