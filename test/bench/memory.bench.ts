import { type Figure, most, told } from "./support/figure.ts";
import { writeHistory } from "./support/history.ts";
import type { Opened } from "./support/open-workspace.ts";
import { runChild } from "./support/run-child.ts";
import { digits } from "./support/statistics.ts";
import { withDirectory } from "./support/temporary.ts";

const WAITING = 100;

/** Resident memory of a fresh process that reads, and of one that opens cold, a long history of finished runs beside a short one. */
export async function benchMemory(): Promise<Figure[]> {
  const [short, long] = [await measure(100_000), await measure(1_000_000)];
  const finished = long.finished - short.finished;
  const each = (long.opened.peak - short.opened.peak) / finished;
  const growth = (of: "read" | "opened"): string => `${megabytes(short[of].peak)} MB at 100 000 events`;
  return [
    {
      what: "memory, readEvents() over 1 000 000, peak",
      measured: long.read.peak / 1024,
      unit: "MB",
      bar: most((short.read.peak / 1024) * 1.25),
      detail: `${growth("read")}, of which the bar is 125 %; the log has ${digits(long.bytes / 1e6)} MB`,
    },
    {
      what: "memory, opened cold at 1 000 000, peak",
      measured: long.opened.peak / 1024,
      unit: "MB",
      bar: told(`${digits(each)} KB for each finished item with its run`),
      detail: `${growth("opened")}; ${finished} more finished items; ${digits(long.opened.millis)} ms to open`,
    },
    {
      what: "memory, opened cold at 1 000 000, at rest",
      measured: long.opened.resident / 1024,
      unit: "MB",
      bar: told("no bar: design section 13 says bounded by live state"),
      detail: `${megabytes(short.opened.resident)} MB at 100 000 events`,
    },
  ];
}

interface Measured {
  finished: number;
  bytes: number;
  read: Opened;
  opened: Opened;
}

function measure(events: number): Promise<Measured> {
  return withDirectory(async (root) => {
    const { finished, bytes } = await writeHistory(root, events, WAITING);
    const read = runChild<Opened>("support/open-workspace.ts", root, "events", "reader");
    const opened = runChild<Opened>("support/open-workspace.ts", root, "cold", "owner");
    return { finished, bytes, read, opened };
  });
}

const megabytes = (kilobytes: number): string => digits(kilobytes / 1024);
