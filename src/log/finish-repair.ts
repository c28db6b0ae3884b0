import { basename, dirname, join } from "node:path";
import type { Fs } from "../kernel/ports/fs.ts";
import type { Knowledge } from "./knowledge.ts";
import { readLog } from "./read-log.ts";
import type { RepairReport } from "./repair-report.ts";

/** The complete new log of a repair that died before it was renamed into its place: the old one bears the same time. */
export function unfinishedRepair(fs: Fs, directory: string): string | null {
  const name = basename(directory);
  const names = new Set(fs.list(dirname(directory)));
  const made = [...names].filter((one) => one.startsWith(`${name}.salvage-`)).sort();
  return made.findLast((one) => names.has(one.replace(".salvage-", ".damaged-"))) ?? null;
}

/** Carries on with a repair that died between its two renames: the old log is set aside, the new one complete. Null when there is none. */
export function finishRepair(fs: Fs, directory: string, knowledge: Knowledge): RepairReport | null {
  const home = dirname(directory);
  const made = unfinishedRepair(fs, directory);
  if (made === null) return null;
  fs.rename(join(home, made), directory);
  fs.syncDirectory(home);
  const found: { report: RepairReport | null } = { report: null };
  readLog({
    fs,
    directory,
    knowledge,
    onEvent({ type, data }) {
      if (type !== "log.salvaged") return;
      const { lastGood, lost, from, reason } = data as { lastGood: number; lost: number; from: string; reason: string };
      found.report = { lastGood, lost, kept: from, reason };
    },
  });
  return found.report;
}
