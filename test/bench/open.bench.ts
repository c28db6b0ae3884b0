import { ownWorkspace } from "../../src/engine/own-workspace.ts";
import { realWorld } from "../../src/kernel/real/world.ts";
import { type Bar, type Figure, most } from "./support/figure.ts";
import { writeHistory } from "./support/history.ts";
import type { Opened } from "./support/open-workspace.ts";
import { runChild } from "./support/run-child.ts";
import { median, spread } from "./support/statistics.ts";
import { withDirectory } from "./support/temporary.ts";

const EVENTS = 100_000;
/** As many as may follow a snapshot before the next one is kept. */
const TAIL = 900;
const ROUNDS = 11;

/**
 * Opening a workspace in a fresh process each time, its start and imports not counted: by a reader and by an owner, from
 * the snapshot and cold; and once more with a long queue, which a snapshot holds whole.
 */
export async function benchOpen(): Promise<Figure[]> {
  const short = await openings(100);
  const long = await openings(10_000);
  const figure = (what: string, values: readonly number[] | undefined, bar: Bar): Figure => ({
    what: `open 100 000 events, ${what}`,
    measured: median(values ?? []),
    unit: "ms",
    bar,
    detail: spread(values ?? []),
  });
  return [
    figure("snapshot, reader", short.get("snapshot reader"), most(50)),
    figure("snapshot, owner", short.get("snapshot owner"), most(50)),
    figure("cold, reader", short.get("cold reader"), most(800)),
    figure("cold, owner", short.get("cold owner"), most(800)),
    figure("10 000 of them queued, snapshot, owner", long.get("snapshot owner"), most(50)),
    figure("10 000 of them queued, cold, owner", long.get("cold owner"), most(800)),
  ];
}

/** Milliseconds by way and reader or owner. */
function openings(waiting: number): Promise<Map<string, number[]>> {
  return withDirectory(async (root) => {
    const history = await writeHistory(root, EVENTS - TAIL - waiting, waiting);
    const owning = ownWorkspace(realWorld(), root, "command");
    if (owning.kind === "taken") throw new Error("The workspace is taken");
    owning.owned.snapshot();
    await owning.owned.release("bench");
    await writeHistory(root, EVENTS, 0, history.finished);
    const times = new Map<string, number[]>();
    for (let round = 0; round < ROUNDS; round++) {
      for (const way of ["snapshot", "cold"]) {
        for (const who of ["reader", "owner"]) {
          const { millis, seq } = runChild<Opened>("support/open-workspace.ts", root, way, who);
          if (seq < EVENTS) throw new Error(`Opened up to ${seq} of ${EVENTS}`);
          times.set(`${way} ${who}`, [...(times.get(`${way} ${who}`) ?? []), millis]);
        }
      }
    }
    return times;
  });
}
