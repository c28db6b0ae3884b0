import { dirname, join } from "node:path";
import type { Fs } from "../kernel/ports/fs.ts";
import { refuseIfGrown } from "./refuse-if-grown.ts";
import type { ScanHead } from "./scan-log.ts";
import { writeAll } from "./write-all.ts";

const CHUNK = 1024 * 1024;

/**
 * Makes durable what a reader of the log has just taken for true but no line calls durable: an earlier owner may have
 * written it and died, or failed to sync it, before it acknowledged it. The bytes are written again, since pages whose
 * sync failed may be marked clean: a sync alone would lie. Where bytes were `cut` off behind the end, the same holds for the length;
 * elsewhere it is let be, since another owner may write behind it at any moment. Throws `log.fenced`.
 */
export function settleTail(fs: Fs, directory: string, head: ScanHead, cut: boolean): void {
  const file = fs.open(join(directory, head.segment), "write");
  try {
    refuseIfGrown(file, head.segment, head.end);
    const bytes = Buffer.allocUnsafe(Math.min(CHUNK, head.end - head.unsettled));
    for (let offset = head.unsettled; offset < head.end; ) {
      const got = file.read(bytes.subarray(0, Math.min(bytes.length, head.end - offset)), offset);
      if (got === 0) break;
      writeAll(file, bytes.subarray(0, got), offset);
      offset += got;
    }
    if (cut) {
      refuseIfGrown(file, head.segment, head.end);
      file.truncate(head.end);
    }
    file.sync();
  } finally {
    file.close();
  }
  // An empty segment may be younger than the last sync of its directory, an empty log than that of any above it.
  if (head.end > 0) return;
  const above = head.seq === 0 ? [dirname(directory), dirname(dirname(directory))] : [];
  for (const parent of [directory, ...above]) fs.syncDirectory(parent);
}
