import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { readLog } from "../../log/read-log.ts";

/** What a repair would keep and lose. Throws `log.not-damaged` and `log.newer` as the repair itself does. */
export function repairPlan(fs: Fs, directory: string) {
  const { head, end } = readLog({ fs, directory });
  if (end.kind === "newer") throw new MillraceError("log.newer", { ...end });
  if (end.kind !== "corrupt") throw new MillraceError("log.not-damaged", { directory });
  const reason = `byte ${end.offset} of ${end.segment}, event ${end.seq}: ${end.problem}`;
  return { applied: false, lastGood: head.seq, lost: null, lostBytes: end.bytes, kept: null, reason };
}
