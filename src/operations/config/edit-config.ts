import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import { compilePlan } from "../../plan/compile-plan.ts";
import { parseConfig } from "../../plan/config/parse-config.ts";
import type { PlanProblem } from "../../plan/problem.ts";
import { readToml } from "../../work/toml/read-toml.ts";
import type { OperationContext } from "../context.ts";
import { type ConfigFile, readConfigFile } from "./config-file.ts";

export interface Edited {
  file: string;
  /** False when the file said so already. */
  changed: boolean;
  text: string;
}

/**
 * Edits the configuration: the first of the edits that brings no problem with it is written, durably and whole. With none nothing is
 * changed, and the first edit's problem is thrown (`config.*`, `plan.*`). An edit that gives null does not apply.
 */
export async function editConfig(
  { world, root }: OperationContext,
  edits: readonly ((text: string) => string | null)[],
  { dryRun, key }: { dryRun: boolean; key: string },
): Promise<Edited> {
  const before = readConfigFile(world.fs, root());
  const mark = before.text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const text = before.text.slice(mark.length);
  const toml = readToml(text);
  if (!toml.ok) {
    const { line, column, problem } = toml;
    const fix = `Mend ${before.file}:${line}:${column} by hand first; nothing was changed`;
    throw new MillraceError("config.malformed", { path: before.file, message: problem, fix });
  }
  const had = new Set((await problemsOf(world.fs, root(), text, before.file)).map(nameOf));
  let refusal: PlanProblem | null = null;
  for (const edit of edits) {
    const edited = edit(text);
    if (edited === null) continue;
    const problem = (await problemsOf(world.fs, root(), edited, before.file)).find((one) => !had.has(nameOf(one)));
    if (problem) refusal ??= problem;
    else return write(world.fs, root(), before, mark + edited, dryRun);
  }
  if (refusal)
    throw new MillraceError(refusal.code as "config.bad-value", {
      ...refusal,
      fix: `${refusal.fix}${refusal.fix.endsWith("?") ? " Nothing" : "; nothing"} was changed`,
    });
  const fix = `Edit ${before.file} by hand; nothing was changed`;
  throw new MillraceError("config.bad-value", { path: key, message: "It cannot be set without rewriting the file", fix });
}

/** What is wrong with a configuration of that text, and with the plan made from it. */
async function problemsOf(fs: Fs, root: string, text: string, file: string): Promise<PlanProblem[]> {
  const parsed = await parseConfig(text, file);
  if (!parsed.ok) return parsed.problems;
  const compiled = await compilePlan({ fs, root, config: parsed.config });
  return compiled.ok ? [] : compiled.problems;
}

const nameOf = ({ code, path, message }: PlanProblem): string => `${code} ${path} ${message}`;

function write(fs: Fs, root: string, before: ConfigFile, text: string, dryRun: boolean): Edited {
  const { file, path } = before;
  if (text === before.text) return { file, changed: false, text };
  if (dryRun) return { file, changed: true, text };
  if (readConfigFile(fs, root).text !== before.text) {
    throw new MillraceError("config.unreadable", { path: file, message: "Somebody else changed it in this moment", fix: "Try it again" });
  }
  const mode = fs.facts(path)?.mode;
  replaceFile(fs, path, text, { durable: true, ...(mode === undefined ? {} : { mode }) });
  return { file, changed: true, text };
}
