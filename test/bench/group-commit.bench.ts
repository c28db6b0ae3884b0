import * as fs from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import type { EventLog } from "../../src/log/event-log.ts";
import { openLog } from "../../src/log/open-log.ts";
import { sampleEvent } from "./log-events.ts";
import { type Figure, least, most, share } from "./support/figure.ts";
import { digits, median, percentile, spread } from "./support/statistics.ts";
import { withDirectory } from "./support/temporary.ts";

const ROUNDS = 9;
const WRITERS = 8;
const LINE = 350;

interface Load {
  /** Appends that each writer has under way. */
  flight: number;
  /** Events of a round. */
  events: number;
}

interface Round {
  rate: number;
  /** Milliseconds from append() to durable, of each event. */
  waits: number[];
}

/** Eight writers that share flushes, against raw writes and fdatasyncs of as many lines as they have under way together. */
export function benchGroupCommit(): Promise<Figure[]> {
  return withDirectory(async (directory) => {
    const { log } = openLog({ fs: diskFs, directory: join(directory, "log"), clock: systemClock, create: true });
    const raw = fs.openSync(join(directory, "raw"), "w");
    const one = await measure(log, raw, { flight: 1, events: 16_000 });
    const sixteen = await measure(log, raw, { flight: 16, events: 64_000 });
    fs.closeSync(raw);
    await log.close();
    const floor = (lines: number, value: number) => ({ what: `raw write + fdatasync of ${lines} lines`, value });
    const waits = (of: typeof one): string =>
      `p50 ${digits(percentile(of.waits, 0.5))} ms, p99 ${digits(percentile(of.waits, 0.99))} ms to durable`;
    return [
      {
        what: "group commit, 8 writers × 1",
        measured: median(one.rates),
        unit: "events/s",
        floor: floor(WRITERS, median(one.raw)),
        bar: share(0.6),
        detail: waits(one),
      },
      {
        what: "group commit, 8 writers × 16",
        measured: median(sixteen.rates),
        unit: "events/s",
        floor: floor(WRITERS * 16, median(sixteen.raw)),
        bar: least(80_000),
        detail: spread(sixteen.rates),
      },
      {
        what: "group commit, 8 writers × 16, p99",
        measured: percentile(sixteen.waits, 0.99),
        unit: "ms",
        bar: most(5),
        detail: waits(sixteen),
      },
    ];
  });
}

async function measure(log: EventLog, file: number, load: Load): Promise<{ rates: number[]; raw: number[]; waits: number[] }> {
  const found = { rates: [] as number[], raw: [] as number[], waits: [] as number[] };
  await write(log, load);
  for (let round = 0; round < ROUNDS; round++) {
    found.raw.push(rawRate(file, load));
    const { rate, waits } = await write(log, load);
    found.rates.push(rate);
    found.waits.push(...waits);
  }
  return found;
}

async function write(log: EventLog, { flight, events }: Load): Promise<Round> {
  const waits: number[] = [];
  let next = 0;
  const chain = async (): Promise<void> => {
    while (next < events) {
      const began = performance.now();
      await log.append([sampleEvent(next++)]);
      waits.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: WRITERS * flight }, chain));
  return { rate: (events / (performance.now() - began)) * 1000, waits };
}

function rawRate(file: number, { flight, events }: Load): number {
  const lines = Buffer.alloc(LINE * WRITERS * flight, "x");
  const began = performance.now();
  for (let written = 0; written < events; written += WRITERS * flight) {
    fs.writeSync(file, lines);
    fs.fdatasyncSync(file);
  }
  return (events / (performance.now() - began)) * 1000;
}
