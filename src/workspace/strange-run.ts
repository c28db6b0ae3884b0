import { join } from "node:path";
import type { Fs } from "../kernel/ports/fs.ts";
import { relativeLayout, runDirectory } from "./layout.ts";

/**
 * Moves a run's directory aside when it holds an attempt before the run's first one was asked for: the log was restored from
 * a backup, and this is what an owner did after that backup was taken. Its claims and results must not be taken for ours.
 * Gives where it lies now, relative to the root; null when there was nothing strange.
 */
export function setAsideStrangeRun(fs: Fs, root: string, run: string): string | null {
  const directory = runDirectory(run);
  if (!fs.list(join(root, directory)).some((name) => /^\d+\.\d+$/.test(name))) return null;
  let number = 1;
  while (fs.facts(join(root, `${directory}.before-restore-${number}`)) !== null) number++;
  const aside = `${directory}.before-restore-${number}`;
  fs.rename(join(root, directory), join(root, aside));
  fs.syncDirectory(join(root, relativeLayout.runs));
  return aside;
}
