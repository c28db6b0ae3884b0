import { copyFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import type { Repository } from "./repository.ts";

/** Makes an index at `path` that starts as a copy of the operator's, or empty where there is none. */
export async function seedIndex({ index, git }: Pick<Repository, "index" | "git">, path: string): Promise<void> {
  const original = statSync(index, { throwIfNoEntry: false });
  rmSync(path, { force: true });
  if (!original) {
    await git.must(["read-tree", "--empty"], { env: { GIT_INDEX_FILE: path } });
    return;
  }
  const copy = `${path}.new`;
  copyFileSync(index, copy);
  // git takes a file for unchanged only if it is older than the index. A copy that looked younger than its original would hide
  // a change made in the same second (git's "racy" rule), so the copy is dated back, to the full second below.
  const seconds = Math.floor(original.mtimeMs / 1000);
  utimesSync(copy, seconds, seconds);
  renameSync(copy, path);
}
