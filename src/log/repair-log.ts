import { basename, dirname, join } from "node:path";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Clock } from "../kernel/ports/clock.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { finishRepair } from "./finish-repair.ts";
import { currentKnowledge, type Knowledge } from "./knowledge.ts";
import { listSegments, stamp } from "./layout.ts";
import { openLog } from "./open-log.ts";
import { readLog } from "./read-log.ts";
import { salvage } from "./salvage.ts";

export interface RepairReport {
  /** The last event that was kept; `log.salvaged` follows it. */
  lastGood: number;
  /** Lines after it that are in the old log only. */
  lost: number;
  /** Name of the directory that the old log is kept in, beside the log. */
  kept: string;
  /** What was wrong. */
  reason: string;
}

/**
 * Makes a new log of every whole valid batch before the corruption, with `log.salvaged` at its end, and keeps the old
 * one. The caller must hold the owner lock. Throws `log.not-damaged`, `log.newer`, `log.missing`.
 *
 * A crash loses nothing: the new log is complete and durable beside the old one before the old one is renamed, and only
 * then renamed into its place. In between there is no log, and `repairLog` carries on from there.
 */
export async function repairLog(options: { fs: Fs; directory: string; clock: Clock; knowledge?: Knowledge }): Promise<RepairReport> {
  const { fs, directory, clock, knowledge = currentKnowledge } = options;
  if (listSegments(fs, directory).length === 0) {
    const finished = finishRepair(fs, directory, knowledge);
    if (!finished) throw new MillraceError("log.missing", { directory });
    return finished;
  }
  const { head, end } = readLog({ fs, directory, knowledge });
  if (end.kind === "newer") throw new MillraceError("log.newer", end);
  if (end.kind !== "corrupt") throw new MillraceError("log.not-damaged", { directory });

  // Copies that an earlier repair did not complete.
  for (const name of fs.list(dirname(directory))) {
    if (name.startsWith(`${basename(directory)}.salvage-`)) fs.removeTree(join(dirname(directory), name));
  }
  const time = stamp(clock.wall());
  const made = `${directory}.salvage-${time}`;
  const kept = `${directory}.damaged-${time}`;
  const reason = `byte ${end.offset} of ${end.segment}, event ${end.seq}: ${end.problem}`;
  const lost = salvage(fs, directory, made, head);
  const { log } = openLog({ fs, directory: made, clock, knowledge });
  const data = { from: basename(kept), lastGood: head.seq, lost, reason };
  log.appendNow([{ type: "log.salvaged", actor: "operator", subject: "log", cause: 0, data }]);
  await log.close();
  fs.rename(directory, kept);
  fs.syncDirectory(dirname(directory));
  fs.rename(made, directory);
  fs.syncDirectory(dirname(directory));
  return { lastGood: head.seq, lost, kept: basename(kept), reason };
}
