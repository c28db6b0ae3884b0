import { type Figure, most } from "./support/figure.ts";
import { median, percentile, spread } from "./support/statistics.ts";
import { type TickQueue, tickTimes } from "./support/tick-times.ts";

const QUEUED = 10_000;
const TICKS = 400;

const queues: Omit<TickQueue, "queued">[] = [
  { name: "alike", shape: () => ({}) },
  { name: "the last is the most urgent", shape: (n) => ({ priority: n }) },
  { name: "one chain of dependencies", shape: (n) => ({ priority: n, dependsOn: n === 0 ? [] : [`task-${n - 1}`] }) },
  {
    name: "four runs, locks on paths",
    shape: (n) => ({ priority: n % 5, paths: n % 100 === 0 ? [`src/part-${n}/**`] : [`src/held-${n % 3}/**`, `docs/${n}.md`] }),
    busy: 3,
  },
];

/** One tick of a long queue: see `tickTimes`. */
export function benchTick(): Figure[] {
  return queues.flatMap((queue) => {
    const { name } = queue;
    const millis = tickTimes({ ...queue, queued: QUEUED }, TICKS);
    const detail = spread(millis);
    return [
      { what: `tick, 10 000 queued, ${name}, p50`, measured: median(millis), unit: "ms", bar: most(1), detail },
      { what: `tick, 10 000 queued, ${name}, p99`, measured: percentile(millis, 0.99), unit: "ms", bar: most(5) },
    ];
  });
}
