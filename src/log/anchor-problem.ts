import type { Fs } from "../kernel/ports/fs.ts";
import type { LogPosition } from "./position.ts";
import { scanLog } from "./scan-log.ts";

/** What keeps a position from being in the log, null when it is there. Reads one chunk. */
export function anchorProblem(fs: Fs, directory: string, position: LogPosition): string | null {
  const { end } = scanLog({ fs, directory, from: position, onBatch: () => "stop" });
  return end.kind === "unanchored" ? end.problem : null;
}
