import { ownWorkspace } from "../../src/engine/own-workspace.ts";
import { realWorld } from "../../src/kernel/real/world.ts";
import { type Figure, most } from "./support/figure.ts";
import { writeHistory } from "./support/history.ts";
import type { Opened } from "./support/open-workspace.ts";
import { runChild } from "./support/run-child.ts";
import { median, spread } from "./support/statistics.ts";
import { withDirectory } from "./support/temporary.ts";

const EVENTS = 100_000;
/** As many as may follow a snapshot before the next one is kept. */
const TAIL = 900;
const ROUNDS = 11;

/** Opening a workspace in a fresh process each time, its start and imports not counted: by a reader and by an owner, from the snapshot and cold. */
export function benchOpen(): Promise<Figure[]> {
  return withDirectory(async (root) => {
    const history = await writeHistory(root, EVENTS - TAIL, 100);
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
    const figure = (what: string, key: string, bar: number): Figure => {
      const values = times.get(key) ?? [];
      return { what, measured: median(values), unit: "ms", bar: most(bar), detail: spread(values) };
    };
    return [
      figure("open 100 000 events, snapshot, reader", "snapshot reader", 50),
      figure("open 100 000 events, snapshot, owner", "snapshot owner", 50),
      figure("open 100 000 events, cold, reader", "cold reader", 800),
      figure("open 100 000 events, cold, owner", "cold owner", 800),
    ];
  });
}
