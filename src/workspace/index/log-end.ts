import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { listSegments } from "../../log/layout.ts";
import { LINE_END, LINE_LIMIT } from "../../log/line.ts";
import type { LogPosition } from "../../log/position.ts";

/** Bytes of the log's last segment, if the event at `position` is the very last of the log; null when anything follows it or it is not there. Reads one line. */
export function bytesAtEnd(fs: Fs, directory: string, position: LogPosition): number | null {
  if (listSegments(fs, directory).at(-1)?.name !== position.segment) return null;
  const file = fs.open(join(directory, position.segment), "read");
  try {
    const size = file.size();
    const length = size - position.offset;
    if (length <= 0 || length > LINE_LIMIT) return null;
    const line = Buffer.alloc(length);
    if (file.read(line, position.offset) !== length || line.indexOf(10) !== length - 1) return null;
    return line.toString("latin1").endsWith(`,"hash":"${position.hash}${LINE_END}`) ? size : null;
  } finally {
    file.close();
  }
}
