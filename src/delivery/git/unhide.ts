import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { Repository } from "./repository.ts";
import { bytesText, parts, readable, textBytes } from "./text.ts";

/**
 * Takes the marks from a private index by which git overlooks changes: `assume-unchanged`, and `skip-worktree` on files that are
 * there all the same (those that a sparse checkout leaves out keep it). A tree must hold what the checks saw, and a stage
 * could hide a change to a protected file behind such a mark.
 */
export async function unhide({ git }: Pick<Repository, "git">, env: Record<string, string>): Promise<void> {
  const entries = parts(bytesText(await git.must(["ls-files", "-v", "-z"], { env })));
  const marked = entries.filter((entry) => entry[0] !== "H").map((entry) => ({ mark: entry[0] ?? "", path: entry.slice(2) }));
  const assumed = marked.filter(({ mark }) => mark !== mark.toUpperCase());
  const skipped = marked.filter(
    ({ mark, path }) =>
      mark.toUpperCase() === "S" && lstatSync(join(git.cwd, readable(path)), { throwIfNoEntry: false })?.isDirectory() === false,
  );
  for (const [flag, found] of [
    ["--no-assume-unchanged", assumed],
    ["--no-skip-worktree", skipped],
  ] as const) {
    const input = textBytes(found.map(({ path }) => `${path}\0`).join(""));
    if (found.length > 0) await git.must(["update-index", flag, "-z", "--stdin"], { env, input });
  }
}
