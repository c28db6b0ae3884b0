import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { OpenFile } from "../kernel/ports/fs.ts";

/**
 * Throws `log.fenced` when a segment does not end any more where whoever opens the log has seen it end: an owner was suspended since,
 * lost its lock, and another one wrote.
 */
export function refuseIfGrown(file: OpenFile, segment: string, end: number): void {
  const size = file.size();
  if (size === end) return;
  throw new MillraceError("log.fenced", { problem: `${segment} has ${size} bytes, not ${end} as when it was read` });
}
