import { join } from "node:path";
import type { EventEnvelope } from "../events/envelope.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import type { LogPosition } from "../log/position.ts";
import { type ReadLogResult, readLog } from "../log/read-log.ts";
import { layoutOf } from "../workspace/layout.ts";

/** Hands out the events of a log in order, in bounded memory, with or without an owner. To follow a live log, call again with `from: result.head`. */
export function readEvents(
  world: { fs: Fs },
  root: string,
  options: { from?: LogPosition; to?: number; onEvent: (event: EventEnvelope) => void },
): ReadLogResult {
  const directory = layoutOf(root).log;
  const result = readLog({ fs: world.fs, directory, ...options });
  const { line, ...head } = result.head;
  // Where the last line ends a segment, the head may name the one that follows.
  const end = line.segment === head.segment ? head.end : (world.fs.facts(join(directory, line.segment))?.size ?? 0);
  return { ...result, head: { ...head, ...line, line, end } };
}
