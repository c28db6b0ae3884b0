import { loopText } from "../../../machines/loop/loop-text.ts";
import { rebuildLoop } from "../../../machines/loop/rebuild-loop.ts";
import { startLoop } from "../../../machines/loop/step-loop.ts";
import type { CompiledPlan } from "../../engine/compiled-plan.ts";
import { fork } from "../../engine/inspect/fork.ts";
import { resolveMoment } from "../../engine/inspect/moment.ts";
import { Recordings } from "../../engine/inspect/recordings.ts";
import { PlanBook } from "../../engine/plan-book.ts";
import { readWorkspace } from "../../engine/read-workspace.ts";
import type { AnyEvent } from "../../events/event.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { sha256 } from "../../kernel/sha256.ts";
import type { FrozenPlan } from "../../plan/frozen-plan.ts";
import type { Run } from "../../state/run.ts";
import { layoutOf } from "../../workspace/layout.ts";
import { compiledOrThrow } from "../compiled-or-throw.ts";
import type { OperationContext } from "../context.ts";
import { tellDamage } from "./damage-of.ts";
import { eventsOfAsked } from "./events-of-asked.ts";

interface Asked {
  run: string;
  at: string;
  mode: string | undefined;
  assume: readonly string[];
}

/** Decides a run anew from a moment on. Throws `fork.not-live` where the run did not live then, `fork.no-stage`, `plan.invalid`, `cli.bad-value`. */
export async function forkRun(context: OperationContext, asked: Asked) {
  const { world } = context;
  const root = context.root();
  const { run, events, asOf, durable, end: readTo } = eventsOfAsked(world, root, asked.run);
  tellDamage(context, readTo);
  const asOfMoment = resolveMoment(world, root, asked.at, "--at", "fork");
  const assumed = new Map(asked.assume.map(assumption));
  const { state } = readWorkspace(world, root, { to: asOfMoment });
  // A batch is decided as one: a moment inside it stands for its end.
  const at = state.seq;
  const live = state.runs.get(run);
  const born = events.find(({ type }) => type === "run.started")?.seq ?? 0;
  const over = events.find(({ type }) => type === "run.finished")?.seq ?? null;
  if (!live) throw new MillraceError("fork.not-live", { run, at, born, over });
  const plan = asked.mode === undefined ? new PlanBook(world.fs, layoutOf(root).log).get(live.plan) : await planOfMode(context, asked.mode);
  rebind(live, plan, state.items.get(live.item)?.counters ?? {});
  const { stage } = live.position;
  if (!plan.loops.get(live.loop)?.loop.stages[stage]) {
    throw new MillraceError("fork.no-stage", { run, at, born, stage, loop: live.loop, mode: plan.plan.mode });
  }
  refuseUnknown(assumed, plan, live.loop);
  const { visits, end } = fork({ state, run, plan, recordings: new Recordings(events, at), assumed });
  const actual = events.filter(({ seq }) => seq > at).flatMap(settled);
  const first = visits.findIndex(
    (visit, index) =>
      visit.effective !== actual[index]?.effective || visit.to !== actual[index]?.to || visit.stage !== actual[index]?.stage,
  );
  return {
    asOf,
    durable,
    run,
    at,
    mode: plan.plan.mode,
    plan: plan.hash,
    loop: live.loop,
    visits,
    actual,
    differsAt: first === -1 ? null : first,
    end: flat(end),
  };
}

function assumption(text: string): [stage: string, terminal: string] {
  const [, stage, terminal] = /^([\w-]+)=([A-Z][A-Z0-9_]*)$/.exec(text) ?? [];
  if (!stage || !terminal)
    throw new MillraceError("cli.bad-value", { name: "--assume", value: text, expected: "STAGE=TERMINAL", command: "fork" });
  return [stage, terminal];
}

/** An assumption that can never be used is a slip of the pen. */
function refuseUnknown(assumed: ReadonlyMap<string, string>, plan: CompiledPlan, id: string): void {
  const stages = plan.loops.get(id)?.loop.stages ?? {};
  for (const [stage, terminal] of assumed) {
    const legal = stages[stage]?.terminals;
    if (legal?.includes(terminal)) continue;
    const expected = legal ? `${stage} reports ${legal.join(", ")}` : `the stages of ${id} are ${Object.keys(stages).join(", ")}`;
    throw new MillraceError("cli.bad-value", { name: "--assume", value: `${stage}=${terminal}`, expected, command: "fork" });
  }
}

async function planOfMode(context: OperationContext, mode: string): Promise<CompiledPlan> {
  const { plan, hash } = await compiledOrThrow(context, mode);
  return { hash, plan, loops: new Map(Object.values(plan.loops).map((loop) => [loop.id, rebuilt(hash, loop)])) };
}

function rebuilt(plan: string, frozen: FrozenPlan["loops"][string]) {
  const built = rebuildLoop(frozen);
  if (!built.ok) throw new MillraceError("plan.unknown-vocabulary", { plan, loop: frozen.id, entries: built.entries.join(", ") });
  return { loop: built.loop, hash: sha256(loopText(frozen)) };
}

/** Puts a run under another plan. Before its first attempt it begins where that plan's loop begins. */
function rebind(run: Run, plan: CompiledPlan, counters: Readonly<Record<string, number>>): void {
  if (run.plan === plan.hash) return;
  const id = plan.plan.loopFor[run.kind] ?? "";
  const loop = plan.loops.get(id)?.loop;
  if (!loop) throw new MillraceError("plan.no-loop", { kind: run.kind, loop: id });
  const started = startLoop(loop, run.kind, counters);
  if (run.attempts === 0 && started.ok) run.position = { stage: started.at.stage, context: { ...started.at.context } };
  Object.assign(run, { plan: plan.hash, loop: id, machine: plan.loops.get(id)?.hash ?? "", visitLimit: plan.plan.bounds[id] ?? 0 });
}

function settled(event: AnyEvent) {
  if (event.type !== "run.moved" && event.type !== "run.concluded") return [];
  const { visit, from, claimed, effective } = event.data;
  return [
    { seq: event.seq, visit, stage: from, claimed, effective, to: event.type === "run.moved" ? event.data.to.stage : event.data.final },
  ];
}

function flat(end: ReturnType<typeof fork>["end"]) {
  const blank = { outcome: null, reason: null, stage: null, input: null, needs: null };
  return { ...blank, ...end };
}
