import { runProgram } from "../src/kernel/real/run-program.ts";

/** What is asked of the target: where something goes, and what. */
export interface TargetQuestion {
  remote: string;
  /** Without credentials. */
  url: string;
  branch: string;
  /** The commit that goes, or on which the one to come goes; null where there is none yet. */
  commit: string | null;
  tree: string;
}

export interface TargetAnswer {
  passed: boolean;
  /** What the command said, shortened. */
  said: string;
}

const GIVE_UP_MS = 120_000;
const SAID = 1000;

/**
 * Asks the operator's command (`publish.target_check`) whether the target takes this: protected branch, required checks, merge queue, whatever
 * its host knows. Exit 0 is yes. It runs in the workspace, with the question in its environment.
 */
export async function askTarget(
  [command = "", ...args]: readonly string[],
  { remote, url, branch, commit, tree }: TargetQuestion,
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string | undefined>> },
): Promise<TargetAnswer> {
  const asked = {
    MILLRACE_PUBLISH_REMOTE: remote,
    MILLRACE_PUBLISH_URL: url,
    MILLRACE_PUBLISH_BRANCH: branch,
    MILLRACE_PUBLISH_COMMIT: commit ?? "",
    MILLRACE_PUBLISH_TREE: tree,
  };
  const inherited = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined || name.startsWith("MILLRACE_GIT_") ? [] : [[name, value]])),
  );
  const { exit, stdout, stderr } = await runProgram(command, args, { cwd, env: { ...inherited, ...asked }, millis: GIVE_UP_MS });
  const said = `${stdout.toString()}\n${stderr}`.trim().slice(0, SAID);
  return { passed: exit === 0, said: said === "" ? (exit === 0 ? "yes" : `${command} ended with ${exit}`) : said };
}
