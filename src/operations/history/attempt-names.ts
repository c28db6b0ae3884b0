import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { runDirectory } from "../../workspace/layout.ts";

/** The attempts of a run that have a directory, or its checks, oldest first, and the folder that they are in, relative to the workspace. */
export function attemptNames(fs: Fs, root: string, run: string, check: boolean): { folder: string; names: string[] } {
  const folder = check ? `${runDirectory(run)}/checks` : runDirectory(run);
  const names = fs.list(join(root, folder)).filter((name) => /^\d+\.(c?\d+)(\.\d+)?$/.test(name));
  return { folder, names: names.sort(byNumbers) };
}

function byNumbers(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const at = left.findIndex((number, index) => number !== right[index]);
  return at === -1 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? 0);
}

const numbersOf = (name: string): number[] => name.split(".").map((part) => Number(part.replace("c", "")));
