import * as fs from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import type { EventLog } from "../../src/log/event-log.ts";
import { openLog } from "../../src/log/open-log.ts";
import { sampleEvent } from "./log-events.ts";
import { type Figure, share, told } from "./support/figure.ts";
import { digits, median, spread } from "./support/statistics.ts";
import { withDirectory } from "./support/temporary.ts";

// Many short turns, so that whatever else the machine does falls on both alike.
const ROUNDS = 60;
const EACH = 100;

/** One event after the other, each durable before the next: raw write and fdatasync of as many bytes, and the log, in turn. */
export function benchAppend(): Promise<Figure[]> {
  return withDirectory(async (directory) => {
    const { log } = openLog({ fs: diskFs, directory: join(directory, "log"), clock: systemClock, create: true });
    const raw = fs.openSync(join(directory, "raw"), "w");
    const line = Buffer.alloc(lineBytes(log), "x");
    for (let warm = 0; warm < 20; warm++) {
      rawAppend(raw, line);
      blocking(log);
      await promised(log);
    }
    const rates = { raw: [] as number[], blocking: [] as number[], promised: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      rates.raw.push(await rate(() => rawAppend(raw, line)));
      rates.blocking.push(await rate(() => blocking(log)));
      rates.promised.push(await rate(() => promised(log)));
    }
    fs.closeSync(raw);
    await log.close();
    const own = (1 / median(rates.blocking) - 1 / median(rates.raw)) * 1e6;
    const floor = { what: `raw write + fdatasync of ${line.length} bytes`, value: median(rates.raw) };
    return [
      {
        what: "serial durable append",
        measured: median(rates.blocking),
        unit: "events/s",
        floor,
        bar: share(0.9),
        detail: `${digits(own)} µs above the floor an event; ${spread(rates.blocking)}`,
      },
      {
        what: "serial append through the promise",
        measured: median(rates.promised),
        unit: "events/s",
        floor,
        bar: told("no bar: what one lone caller of append() gets"),
        detail: spread(rates.promised),
      },
    ];
  });
}

async function rate(work: () => void | Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (EACH / (performance.now() - began)) * 1000;
}

function rawAppend(file: number, line: Buffer): void {
  for (let n = 0; n < EACH; n++) {
    fs.writeSync(file, line);
    fs.fdatasyncSync(file);
  }
}

function blocking(log: EventLog): void {
  for (let n = 0; n < EACH; n++) log.appendNow([sampleEvent(n)]);
}

async function promised(log: EventLog): Promise<void> {
  for (let n = 0; n < EACH; n++) await log.append([sampleEvent(n)]);
}

/** Bytes of an average line. */
function lineBytes(log: EventLog): number {
  const from = log.head.offset;
  for (let n = 0; n < 60; n++) log.appendNow([sampleEvent(n)]);
  return Math.round((log.head.offset - from) / 60);
}
