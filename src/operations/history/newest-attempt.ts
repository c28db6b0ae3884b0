import { join } from "node:path";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import type { World } from "../../kernel/world.ts";
import { attemptFiles } from "../../runners/attempt-files.ts";
import { runDirectory } from "../../workspace/layout.ts";
import { attemptNames } from "./attempt-names.ts";

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
  const { folder, names } = attemptNames(fs, root, run, check);
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

function newestOf(fs: Fs, folder: string, names: readonly string[]): string | undefined {
  const hasOutput = (name: string): boolean =>
    [attemptFiles.stdout, attemptFiles.stderr].some((file) => (fs.facts(join(folder, name, file))?.size ?? 0) > 0);
  return names.findLast(hasOutput) ?? names.at(-1);
}
