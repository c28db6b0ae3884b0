import { join } from "node:path";
import type { EventEnvelope } from "../../src/events/envelope.ts";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { listSegments } from "../../src/log/layout.ts";
import { GENESIS } from "../../src/log/line.ts";
import { openLog } from "../../src/log/open-log.ts";
import { readLines } from "../../src/log/read-lines.ts";
import { readLog } from "../../src/log/read-log.ts";
import { loadSnapshot, writeSnapshot } from "../../src/log/snapshot.ts";
import { verifyLog } from "../../src/log/verify-log.ts";
import { sampleEvent } from "./log-events.ts";
import { atLeast, atMost, type Figure, median } from "./log-figure.ts";

/** Refolding and opening. `home` is an empty directory. */
export async function benchRead(home: string, millions = 1): Promise<Figure[]> {
  const directory = join(home, "read");
  const events = 300_000;
  await fill(directory, events);
  const rate = async (action: () => unknown): Promise<number> => {
    const rounds: number[] = [];
    for (let round = 0; round < 4; round++) {
      const start = performance.now();
      await action();
      if (round > 0) rounds.push(events / ((performance.now() - start) / 1000));
    }
    return median(rounds);
  };
  const figures = [
    atLeast("refold, parse + fold", await rate(() => parseAndFold(directory)), "events/s", 300_000),
    atLeast(
      "refold, chain and guards checked",
      await rate(() => readLog({ fs: diskFs, directory, onEvent: folding() })),
      "events/s",
      150_000,
    ),
    atLeast(
      "refold, full schemas",
      await rate(() => verifyLog({ fs: diskFs, directory, clock: systemClock, onEvent: folding() })),
      "events/s",
      100_000,
    ),
    ...(await opening(join(home, "open"))),
  ];
  return millions > 0 ? [...figures, await memory(join(home, "memory"), millions * 1_000_000)] : figures;
}

/** What any fold does at least: look the subject up and write something down. */
function folding(): (event: EventEnvelope) => void {
  const state = new Map<string, { type: string; seq: number }>();
  return ({ subject, type, seq }) => {
    const known = state.get(subject);
    if (!known) state.set(subject, { type, seq });
    else {
      known.type = type;
      known.seq = seq;
    }
  };
}

function parseAndFold(directory: string): void {
  const fold = folding();
  for (const segment of listSegments(diskFs, directory)) {
    readLines(diskFs, join(directory, segment.name), 0, GENESIS, (bytes, start, end) => {
      fold(JSON.parse(bytes.toString("utf8", start, end)));
      return true;
    });
  }
}

/** 100 000 events: with a snapshot of 10 000 items and 1 000 events after it, and without. */
async function opening(directory: string): Promise<Figure[]> {
  await fill(directory, 99_000);
  const items = Array.from({ length: 10_000 }, (_, n) => ({
    id: `task-${n}`,
    phase: "queued",
    title: "t".repeat(60),
    fields: sampleEvent(n).data,
  }));
  writeSnapshot(diskFs, directory, { reducer: "bench", position: readLog({ fs: diskFs, directory }).head, state: { items } });
  await fill(directory, 1000);
  const warm: number[] = [];
  const cold: number[] = [];
  for (let round = 0; round < 7; round++) {
    let start = performance.now();
    const { snapshot } = loadSnapshot(diskFs, directory, "bench");
    if (!snapshot) throw new Error("The bench lost its snapshot");
    const quick = openLog({ fs: diskFs, directory, clock: systemClock, from: snapshot.position, onEvent: folding() });
    warm.push(performance.now() - start);
    await quick.log.close();
    start = performance.now();
    const slow = openLog({ fs: diskFs, directory, clock: systemClock, onEvent: folding() });
    cold.push(performance.now() - start);
    await slow.log.close();
  }
  return [
    atMost("open 100 000 events, snapshot", median(warm), "ms", 50),
    atMost("open 100 000 events, cold, chain checked", median(cold), "ms", 800),
  ];
}

async function memory(directory: string, events: number): Promise<Figure> {
  await fill(directory, events);
  let folded = 0;
  let most = 0;
  const before = process.memoryUsage().rss;
  readLog({
    fs: diskFs,
    directory,
    onEvent() {
      if (++folded % 50_000 === 0) most = Math.max(most, process.memoryUsage().rss);
    },
  });
  if (folded !== events) throw new Error(`The bench read ${folded} of ${events} events`);
  return atMost(`reading ${events} events, growth of resident memory`, (most - before) / 1e6, "MB", 64);
}

async function fill(directory: string, events: number): Promise<void> {
  const { log } = openLog({ fs: diskFs, directory, clock: systemClock, create: true });
  for (let n = 0; n < events; ) {
    const group: Promise<unknown>[] = [];
    for (let k = 0; k < 2000 && n < events; k++) group.push(log.append([sampleEvent(n++)]));
    await Promise.all(group);
  }
  await log.close();
}
