import { join } from "node:path";
import type { Git } from "../../../src/delivery/git/git.ts";
import { bytesText, parts, readable, textBytes } from "../../../src/delivery/git/text.ts";
import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import { parentsOf } from "../covers.ts";
import { lstatOf } from "../lstat-of.ts";

/** More paths than this are matched slower than the whole worktree is walked. */
const MANY = 2000;

/**
 * Lets an index that is ours take what lies in the worktree: below `paths` (latin1), or everywhere. Gives the repositories that lie
 * within and had to be left out.
 */
export async function addToIndex(
  git: Git,
  settings: readonly string[],
  env: Record<string, string>,
  paths: readonly string[] | undefined,
): Promise<string[]> {
  if (paths?.every((path) => isFileOrGone(git.cwd, path)) && (await update(git, settings, env, paths))) return [];
  const wanted = paths === undefined || paths.length > MANY ? ["."] : paths;
  const { exit, stderr } = await add(git, settings, env, wanted);
  if (exit === 0) return [];
  // A repository that lies within and has no commit stops git: it is left out by name.
  const nested = await nestedIn(git, settings, env);
  const again = await add(git, settings, { ...env, GIT_LITERAL_PATHSPECS: "0" }, [
    ...wanted.filter((path) => !nested.includes(path)).map((path) => (path === "." ? "." : `:(top,literal)${path}`)),
    ...nested.map((path) => `:(top,exclude,literal)${path}`),
  ]);
  if (again.exit === 0) return nested;
  const [, path] = /(?:unable to index file|open\()"?'?([^'"]+?)'?"?\)?: /.exec(stderr) ?? [];
  const problem = stderr.trim().split("\n", 1)[0] ?? "";
  if (path !== undefined) throw new MillraceError("tree.unreadable", { path, problem });
  throw new MillraceError("git.failed", { command: "add", exit: `exit ${exit}`, problem: stderr.trim().slice(0, 2000) });
}

/** Whether `update-index` takes the path: it knows no directories, and nothing below links. */
function isFileOrGone(root: string, raw: string): boolean {
  const path = readable(raw);
  if (parentsOf(path).some((parent) => lstatOf(join(root, parent))?.isSymbolicLink())) return false;
  const stat = lstatOf(join(root, path));
  return stat === undefined || stat.isFile() || stat.isSymbolicLink();
}

/** File by file, without matching every path against every entry, which costs more than all else. */
async function update(git: Git, settings: readonly string[], env: Record<string, string>, paths: readonly string[]): Promise<boolean> {
  const input = textBytes(paths.map((path) => `${path}\0`).join(""));
  return (await git.run([...settings, "update-index", "--add", "--remove", "--replace", "-z", "--stdin"], { env, input })).exit === 0;
}

/**
 * Contents that git need not convert go into one pack, as it stores large files, instead of a file each: of a hundred changed
 * files this halves the time. Only `add` gathers them; `update-index` of an older git makes a pack of each.
 */
const ONE_PACK = ["-c", "core.bigFileThreshold=1"];

function add(git: Git, settings: readonly string[], env: Record<string, string>, pathspecs: readonly string[]) {
  const input = textBytes(pathspecs.map((path) => `${path}\0`).join(""));
  return git.run([...settings, ...ONE_PACK, "add", "-A", "--sparse", "--pathspec-from-file=-", "--pathspec-file-nul"], { env, input });
}

async function nestedIn(git: Git, settings: readonly string[], env: Record<string, string>): Promise<string[]> {
  const output = await git.must(
    [...settings, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=dirty"],
    { env },
  );
  return parts(bytesText(output))
    .filter((entry) => entry.startsWith("??") && entry.endsWith("/"))
    .map((entry) => entry.slice(3, -1));
}
