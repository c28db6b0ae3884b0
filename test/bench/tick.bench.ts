import { decide } from "../../src/engine/decide.ts";
import { dueEffects } from "../../src/engine/due-effects.ts";
import { nextReady } from "../../src/engine/ready.ts";
import type { EventEnvelope } from "../../src/events/envelope.ts";
import { sha256 } from "../../src/kernel/sha256.ts";
import { evolve } from "../../src/state/evolve.ts";
import type { WorkFields } from "../../src/work/work-document.ts";
import { Core } from "../support/core.ts";
import { addTask } from "../support/core-steps.ts";
import { PLAN } from "../support/shipped-plan.ts";
import { type Figure, most } from "./support/figure.ts";
import { median, percentile, spread } from "./support/statistics.ts";

const QUEUED = 10_000;
const TICKS = 400;

/** What is known of item `n` of a queue. */
type Shape = (n: number) => Partial<WorkFields>;

/** Queues that ask different things of the search for the next item. */
const queues: { name: string; shape: Shape; busy?: number }[] = [
  { name: "alike", shape: () => ({}) },
  { name: "the last is the most urgent", shape: (n) => ({ priority: n }) },
  { name: "one chain of dependencies", shape: (n) => ({ priority: n, dependsOn: n === 0 ? [] : [`task-${n - 1}`] }) },
  {
    name: "four runs, locks on paths",
    shape: (n) => ({ priority: n % 5, paths: n % 100 === 0 ? [`src/part-${n}/**`] : [`src/held-${n % 3}/**`, `docs/${n}.md`] }),
    busy: 3,
  },
];

/** One tick as the driver takes it, but for the fsync: look for an item, decide its claim, fold what happened, derive what is due. */
export function benchTick(): Figure[] {
  return queues.flatMap(({ name, shape, busy = 0 }) => {
    const core = queueOf(shape, busy);
    const millis = Array.from({ length: TICKS }, () => tick(core));
    const detail = spread(millis);
    return [
      { what: `tick, 10 000 queued, ${name}, p50`, measured: median(millis), unit: "ms", bar: most(1), detail },
      { what: `tick, 10 000 queued, ${name}, p99`, measured: percentile(millis, 0.99), unit: "ms", bar: most(5) },
    ];
  });
}

function queueOf(shape: Shape, busy: number): Core {
  const core = new Core();
  core.does({ type: "changePolicy", policy: { ...core.state.policy, maxRuns: busy + 1, runsPerItem: 1_000_000 } });
  for (let n = 0; n < busy; n++) {
    addTask(core, `held-${n}`, { priority: 1_000_000, paths: [`src/held-${n}/**`] });
    core.does({ type: "claimNext", item: null });
  }
  for (let n = 0; n < QUEUED; n++) addTask(core, `task-${n}`, shape(n));
  return core;
}

/** Milliseconds. The claimed item is put back where it was afterwards, which is not counted. */
function tick(core: Core): number {
  const { state, plan, now } = core;
  const law = { now, hash: sha256, plan: (hash: string) => (hash === PLAN ? plan : undefined) };
  const began = performance.now();
  if (nextReady(state, plan.plan.loopFor) === null) throw new Error("Nothing is ready");
  const decision = decide(state, { type: "claimNext", item: null, id: "tick", actor: "runtime" }, law);
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
