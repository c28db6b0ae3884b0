import { decide } from "../../../src/engine/decide.ts";
import { dueEffects } from "../../../src/engine/due-effects.ts";
import { nextReady } from "../../../src/engine/ready.ts";
import type { EventEnvelope } from "../../../src/events/envelope.ts";
import { sha256 } from "../../../src/kernel/sha256.ts";
import { evolve } from "../../../src/state/evolve.ts";
import type { WorkFields } from "../../../src/work/work-document.ts";
import { Core } from "../../support/core.ts";
import { addTask } from "../../support/core-steps.ts";
import { PLAN } from "../../support/shipped-plan.ts";

/** What asks different things of the search for the next item. */
export interface TickQueue {
  name: string;
  queued: number;
  /** What is known of item `n`. */
  shape: (n: number) => Partial<WorkFields>;
  /** Runs that are under way beside. */
  busy?: number;
}

/** Milliseconds of so many ticks as the driver takes them, but for the fsync: look for an item, decide its claim, fold it, derive what is due. */
export function tickTimes(queue: TickQueue, ticks: number): number[] {
  const core = queueOf(queue);
  return Array.from({ length: ticks }, () => tick(core));
}

function queueOf({ queued, shape, busy = 0 }: TickQueue): Core {
  const core = new Core();
  core.does({ type: "changePolicy", policy: { ...core.state.policy, maxRuns: busy + 1, runsPerItem: 1_000_000 } });
  for (let n = 0; n < busy; n++) {
    addTask(core, `held-${n}`, { priority: 1_000_000, paths: [`src/held-${n}/**`] });
    core.does({ type: "claimNext", item: null });
  }
  for (let n = 0; n < queued; n++) addTask(core, `task-${n}`, shape(n));
  return core;
}

/** Milliseconds. The claimed item is put back where it was afterwards, which is not counted. */
function tick(core: Core): number {
  const { state, plan, now } = core;
  const law = { now, hash: sha256, plan: (hash: string) => (hash === PLAN ? plan : undefined) };
  const began = performance.now();
  const item = nextReady(state, plan.plan.loopFor)?.id;
  if (item === undefined) throw new Error("Nothing is ready");
  const decision = decide(state, { type: "claimNext", item, id: "tick", actor: "runtime" }, law);
  if (!decision.ok) throw new Error(decision.failure.code);
  const frame = { v: 1, batch: [1, 1], time: "2026-11-20T10:00:00.000Z", epoch: 1, durable: 0, tv: 1, crit: true, hash: "" };
  for (const event of decision.events) evolve(state, { ...frame, ...event, seq: state.seq + 1 } as EventEnvelope);
  const due = dueEffects(state);
  const millis = performance.now() - began;
  if (!due.some(({ type }) => type === "prepare")) throw new Error("The claimed run is not due");
  putBack(core, decision.events.at(-1)?.run ?? "");
  return millis;
}

function putBack({ state }: Core, run: string): void {
  const item = state.items.get(state.runs.get(run)?.item ?? "");
  if (!item) throw new Error(`No item of run ${run}`);
  state.runs.delete(run);
  item.phase = "queued";
}
