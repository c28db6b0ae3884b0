import { type Figure, most } from "./support/figure.ts";
import { type Cost, growthOf } from "./support/growth-of.ts";
import { writeHistory } from "./support/history.ts";
import type { Opened } from "./support/open-workspace.ts";
import { runChild } from "./support/run-child.ts";
import { digits } from "./support/statistics.ts";
import { withDirectory } from "./support/temporary.ts";
import { tickTimes } from "./support/tick-times.ts";

const EVENTS = [1_000, 10_000, 100_000, 1_000_000];
const ITEMS = [10, 100, 1_000, 10_000];
/** Ten times as much may cost so many powers of ten more: one, and what caches and collections take beside. */
const LINEAR = 1.15;
/** Finished work beside the items that wait. */
const BESIDE = 1_000;

/** How costs grow with the events of a log and with the items of a queue, each tenfold from one size to the next: more than that is a finding. */
export async function benchGrowth(): Promise<Figure[]> {
  const opened = await openings(
    EVENTS.map((events) => ({ size: events, events, waiting: 10 })),
    ["cold", "events"],
  );
  const queued = await openings(
    ITEMS.map((items) => ({ size: items, events: BESIDE, waiting: items })),
    ["cold", "snapshot"],
  );
  const ticks = (shape: (n: number) => { paths?: string[] }, busy: number): Cost[] =>
    ITEMS.map((size) => ({ size, millis: Math.min(...tickTimes({ name: "", queued: size, shape, busy }, 200)) }));
  return [
    figure("events, opened cold", opened.get("cold") ?? []),
    figure("events, read and checked", opened.get("events") ?? []),
    figure("queued items, opened cold", queued.get("cold") ?? []),
    figure("queued items, opened from a snapshot", queued.get("snapshot") ?? []),
    figure(
      "queued items, tick",
      ticks(() => ({}), 0),
    ),
    figure(
      "queued items, tick with locks on paths",
      ticks((n) => ({ paths: n % 100 === 0 ? [`src/part-${n}/**`] : [`src/held-${n % 3}/**`, `docs/${n}.md`] }), 3),
    ),
  ];
}

function figure(what: string, costs: readonly Cost[]): Figure {
  const { power, from, to } = growthOf(costs);
  const told = costs.map(({ size, millis }) => `${digits(size)}: ${digits(millis)} ms`).join(", ");
  const verdict = power > LINEAR ? `superlinear from ${digits(from)} to ${digits(to)}` : "linear or less";
  return { what: `growth with ${what}`, measured: power, unit: "powers of ten for each", bar: most(LINEAR), detail: `${verdict}; ${told}` };
}

/** The best of a few openings of each size by a reader in a process of its own, in turns. */
async function openings(
  sizes: readonly { size: number; events: number; waiting: number }[],
  ways: readonly ("cold" | "events" | "snapshot")[],
): Promise<Map<string, Cost[]>> {
  const costs = new Map<string, Cost[]>(ways.map((way) => [way, []]));
  for (const { size, events, waiting } of sizes) {
    await withDirectory(async (root) => {
      await writeHistory(root, events, waiting);
      if (ways.includes("snapshot")) runChild<{ seq: number }>("support/keep-snapshot.ts", root);
      const best = new Map<string, number>();
      for (let round = 0; round < (events >= 1_000_000 ? 2 : 4); round++) {
        for (const way of ways) {
          const { millis } = runChild<Opened>("support/open-workspace.ts", root, way, "reader");
          best.set(way, Math.min(best.get(way) ?? Number.POSITIVE_INFINITY, millis));
        }
      }
      for (const [way, millis] of best) costs.get(way)?.push({ size, millis });
    });
  }
  return costs;
}
