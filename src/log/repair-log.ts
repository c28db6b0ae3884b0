import { basename, dirname, join } from "node:path";
import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Clock } from "../kernel/ports/clock.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { EventLog } from "./event-log.ts";
import { finishRepair } from "./finish-repair.ts";
import { currentKnowledge, type Knowledge } from "./knowledge.ts";
import { listSegments, stamp } from "./layout.ts";
import { logStart } from "./log-start.ts";
import { LogTail } from "./log-tail.ts";
import { openLog } from "./open-log.ts";
import { readLog } from "./read-log.ts";
import { redactionsToSayAgain } from "./redact/said-again.ts";
import type { RepairReport } from "./repair-report.ts";
import { salvage } from "./salvage.ts";
import type { ScanHead } from "./scan-log.ts";

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
  sayAgain(options, made, head, knowledge);
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

/**
 * A log that begins later than with event 1, or that holds stubs of redacted lines, must hold the events that say so: where they
 * are lost with the rest, they are said again.
 */
function sayAgain(
  { fs, directory, clock }: { fs: Fs; directory: string; clock: Clock },
  made: string,
  head: ScanHead,
  knowledge: Knowledge,
): void {
  const pruned = logStart(fs, directory)?.pruned;
  const events = redactionsToSayAgain(fs, directory, head);
  if (pruned && pruned.at.seq > head.seq) {
    events.unshift({ type: "log.pruned", actor: "operator", subject: "log", cause: 0, data: pruned.data });
  }
  if (events.length === 0) return;
  const tail = new LogTail(fs, made, head.segment, head.end, Number.POSITIVE_INFINITY);
  const log = new EventLog({ fs, directory: made, clock, knowledge, tail, head, epoch: head.epoch + 1 });
  log.appendNow(events);
  tail.close();
}
