import { join } from "node:path";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import type { World } from "../../kernel/world.ts";
import { attemptFiles } from "../../runners/attempt-files.ts";
import { runDirectory } from "../../workspace/layout.ts";

/**
 * The directory of a run's newest attempt or check that has written something (else of the newest), or of the attempt that is
 * named, relative to the workspace. Throws `run.output-gone`, `cli.not-known`.
 */
export function newestAttempt(
  { fs }: World,
  root: string,
  asked: { run: string; attempt: string | undefined; check: boolean },
): { name: string; directory: string } {
  const { run, check } = asked;
  const whole = runDirectory(run);
  if (fs.facts(join(root, whole)) === null) throw new MillraceError("run.output-gone", { run, directory: whole });
  const folder = check ? `${whole}/checks` : whole;
  const names = fs.list(join(root, folder)).filter((name) => /^\d+\.(c?\d+)(\.\d+)?$/.test(name));
  const wanted = asked.attempt?.startsWith(`${run}.`) ? asked.attempt.slice(run.length + 1) : asked.attempt;
  const name = wanted === undefined ? newestOf(fs, join(root, folder), names) : names.find((one) => one === wanted);
  if (name !== undefined) return { name, directory: `${folder}/${name}` };
  const what = check ? "check" : "attempt";
  throw new MillraceError("cli.not-known", {
    what: `${what} of run "${run}"`,
    value: wanted ?? "newest",
    look: `millrace runs show ${run}`,
  });
}

function newestOf(fs: Fs, folder: string, names: string[]): string | undefined {
  const ordered = names.sort(byNumbers);
  const hasOutput = (name: string): boolean =>
    [attemptFiles.stdout, attemptFiles.stderr].some((file) => (fs.facts(join(folder, name, file))?.size ?? 0) > 0);
  return ordered.findLast(hasOutput) ?? ordered.at(-1);
}

function byNumbers(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const at = left.findIndex((number, index) => number !== right[index]);
  return at === -1 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? 0);
}

const numbersOf = (name: string): number[] => name.split(".").map((part) => Number(part.replace("c", "")));
