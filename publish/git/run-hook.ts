import { dirname } from "node:path";
import { runProgram } from "../../src/kernel/real/run-program.ts";
import type { GitFacts } from "./facts.ts";
import type { Obstacle } from "./store.ts";

const GIVE_UP_MS = 10 * 60_000;

export interface HookRun {
  env?: Readonly<Record<string, string>>;
  input?: string;
}

/** The hook of that name, if git would run it. */
export const activeHook = (facts: GitFacts, name: string): string | null =>
  facts.hooks.find((hook) => hook.name === name && hook.executable)?.path ?? null;

/** Runs one of the operator's hooks as git does: at the root of the worktree, with the repository in the environment. Null: it agreed. */
export async function runHook(
  facts: GitFacts,
  name: string,
  args: readonly string[],
  { env, input }: HookRun = {},
): Promise<Obstacle | null> {
  const path = activeHook(facts, name);
  if (path === null) return null;
  const { exit, stdout, stderr } = await runProgram(path, args, {
    cwd: facts.root,
    env: { ...inherited(), GIT_DIR: facts.gitDirectory, GIT_EDITOR: ":", GIT_PREFIX: "", ...env },
    input: Buffer.from(input ?? ""),
    millis: GIVE_UP_MS,
  });
  if (exit === 0) return null;
  const said = `${stderr}\n${stdout}`.trim().slice(0, 2000);
  return { code: "git.hook-refused", values: { hook: name, exit, problem: said || `it gave no reason (${dirname(path)})` } };
}

function inherited(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (
      value !== undefined &&
      !name.startsWith("MILLRACE_GIT_") &&
      !/^GIT_(DIR|INDEX_FILE|WORK_TREE|OBJECT_DIRECTORY|ALTERNATE)/.test(name)
    )
      kept[name] = value;
  }
  return kept;
}
