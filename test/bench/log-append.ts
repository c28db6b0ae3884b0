import { join } from "node:path";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import type { EventLog } from "../../src/log/event-log.ts";
import { openLog } from "../../src/log/open-log.ts";
import { sampleEvent } from "./log-events.ts";
import { atLeast, atMost, type Figure, measured, median, quantile } from "./log-figure.ts";

/** Bytes of an average line of `sampleEvent`, for the raw floor. */
const LINE = 474;

/** Durable appends against raw ones of the same size: in turns, so that both see the same disk. `home` is an empty directory. */
export async function benchAppend(home: string): Promise<Figure[]> {
  const { log } = openLog({ fs: diskFs, directory: join(home, "append"), clock: systemClock, create: true });
  const raw = rawFile(join(home, "raw"));
  try {
    serial(log, raw, 200);
    const rounds = Array.from({ length: 9 }, () => serial(log, raw, 400));
    const figures = [
      atLeast("serial durable append / raw append + fdatasync", median(rounds.map((round) => round.raw / round.log)), "of the floor", 0.9),
      measured("serial durable append", 1000 * median(rounds.map((round) => round.log)), "us"),
      measured("raw append + fdatasync", 1000 * median(rounds.map((round) => round.raw)), "us"),
    ];
    await grouped(log, 8, 1, 2000);
    const eight = await inTurns(log, raw);
    figures.push(
      atLeast("group commit, 8 writers x 1 / raw at 8 lines a flush", eight.raw / eight.log, "of the floor", 0.6),
      measured("group commit, 8 writers x 1, a flush", 1000 * eight.log, "us"),
      measured("raw append + fdatasync of 8 lines", 1000 * eight.raw, "us"),
    );
    const many = [];
    for (let round = 0; round < 5; round++) many.push(await grouped(log, 8, 16, 30_000));
    figures.push(atLeast("group commit, 8 writers x 16", median(many.map((one) => one.perSecond)), "events/s", 80_000));
    figures.push(atMost("group commit, 8 writers x 16, p99", median(many.map((one) => one.p99)), "ms", 5));
    return figures;
  } finally {
    raw.close();
    await log.close();
  }
}

/** Milliseconds of one raw flush of `lines` lines, on average over `times`. */
type Raw = ((lines: number, times: number) => number) & { close: () => void };

function rawFile(path: string): Raw {
  const file = diskFs.open(path, "create");
  let size = 0;
  const flush = (lines: number, times: number): number => {
    const bytes = Buffer.alloc(LINE * lines, 65);
    const start = performance.now();
    for (let n = 0; n < times; n++) {
      size += file.write(bytes, size);
      file.sync();
    }
    return (performance.now() - start) / times;
  };
  return Object.assign(flush, { close: () => file.close() });
}

/** One raw flush and one append in turns, so that both see the same disk; milliseconds of the middle one of each. */
function serial(log: EventLog, raw: Raw, times: number): { raw: number; log: number } {
  const raws: number[] = [];
  const logs: number[] = [];
  for (let n = 0; n < times; n++) {
    const event = sampleEvent(n);
    raws.push(raw(1, 1));
    const start = performance.now();
    log.appendNow([event]);
    logs.push(performance.now() - start);
  }
  return { raw: median(raws), log: median(logs) };
}

/**
 * Milliseconds of a flush of eight lines: the middle one of many short blocks of each in turns. A mean over one long block
 * will not do: a stall of the disk in the floor's block makes the log look faster than the disk.
 */
async function inTurns(log: EventLog, raw: Raw): Promise<{ raw: number; log: number }> {
  const raws: number[] = [];
  const logs: number[] = [];
  for (let block = 0; block < 100; block++) {
    for (let flush = 0; flush < 20; flush++) raws.push(raw(8, 1));
    logs.push(8000 / (await grouped(log, 8, 1, 160)).perSecond);
  }
  return { raw: median(raws), log: median(logs) };
}

async function grouped(log: EventLog, writers: number, outstanding: number, total: number): Promise<{ perSecond: number; p99: number }> {
  const waits: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < total) {
      const started = performance.now();
      await log.append([sampleEvent(next++)]);
      waits.push(performance.now() - started);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: writers * outstanding }, lane));
  return { perSecond: total / ((performance.now() - start) / 1000), p99: quantile(waits, 0.99) };
}
