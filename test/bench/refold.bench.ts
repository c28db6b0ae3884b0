import { join } from "node:path";
import { readEvents } from "../../src/engine/read-events.ts";
import type { EventEnvelope } from "../../src/events/envelope.ts";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { listSegments } from "../../src/log/layout.ts";
import { GENESIS } from "../../src/log/line.ts";
import { readLines } from "../../src/log/read-lines.ts";
import { verifyLog } from "../../src/log/verify-log.ts";
import { evolve } from "../../src/state/evolve.ts";
import { initialState } from "../../src/state/state.ts";
import { layoutOf } from "../../src/workspace/layout.ts";
import { type Figure, least } from "./support/figure.ts";
import { writeHistory } from "./support/history.ts";
import { median, spread } from "./support/statistics.ts";
import { withDirectory } from "./support/temporary.ts";

const EVENTS = 200_000;
const ROUNDS = 5;

/** Folding a whole history: parsing alone, with chain and guards as every opening does, and with full schemas as `log verify` does. */
export function benchRefold(): Promise<Figure[]> {
  return withDirectory(async (root) => {
    const { events, bytes } = await writeHistory(root, EVENTS, 100);
    const directory = layoutOf(root).log;
    const ways = {
      parse: () => parseAndFold(directory, events),
      guards: () => checkAndFold(root, events),
      schemas: () => verifyAndFold(directory, events),
    };
    const rates = { parse: [] as number[], guards: [] as number[], schemas: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const way of ["parse", "guards", "schemas"] as const) {
        const began = performance.now();
        await ways[way]();
        rates[way].push((events / (performance.now() - began)) * 1000);
      }
    }
    const figure = (what: string, way: keyof typeof rates, bar: number): Figure => ({
      what: `refold, ${what}`,
      measured: median(rates[way]),
      unit: "events/s",
      bar: least(bar),
      detail: `${spread(rates[way])}; ${Math.round(bytes / events)} bytes an event`,
    });
    return [
      figure("parse + fold", "parse", 300_000),
      figure("chain and guards checked", "guards", 150_000),
      figure("full schemas", "schemas", 100_000),
    ];
  });
}

function parseAndFold(directory: string, events: number): void {
  const state = initialState();
  for (const { name } of listSegments(diskFs, directory)) {
    readLines(diskFs, join(directory, name), 0, GENESIS, (bytes, start, end) => {
      evolve(state, JSON.parse(bytes.toString("utf8", start, end)) as EventEnvelope);
      return true;
    });
  }
  reached(state.seq, events);
}

function checkAndFold(root: string, events: number): void {
  const state = initialState();
  const { end } = readEvents({ fs: diskFs }, root, { onEvent: (event) => evolve(state, event) });
  if (end.kind !== "whole") throw new Error(`The log ends ${end.kind}`);
  reached(state.seq, events);
}

async function verifyAndFold(directory: string, events: number): Promise<void> {
  const state = initialState();
  const { problems } = await verifyLog({ fs: diskFs, directory, clock: systemClock, onEvent: (event) => evolve(state, event) });
  if (problems.length > 0) throw new Error(JSON.stringify(problems[0]));
  reached(state.seq, events);
}

function reached(seq: number, events: number): void {
  if (seq !== events) throw new Error(`Folded up to ${seq} of ${events}`);
}
