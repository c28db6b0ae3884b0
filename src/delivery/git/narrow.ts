import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { rawDiff } from "./raw-diff.ts";
import type { Repository } from "./repository.ts";
import { readable, textBytes } from "./text.ts";

/** The tree `before` with only those differences of `after` that lie at or below `paths` (relative to the workspace). */
export async function narrow(repository: Repository, before: string, after: string, paths: readonly string[]): Promise<string> {
  const { git, directory, prefix } = repository;
  const wanted = paths.map((path) => [...prefix, ...path.split("/").filter((part) => part !== "")].join("/"));
  const changes = (await rawDiff(git, before, after)).filter(({ path }) => {
    const name = readable(path);
    return wanted.some((one) => name === one || name.startsWith(`${one}/`));
  });
  const input = changes.map(({ modes, ids, path }) => `${modes[1] === "000000" ? "0" : modes[1]} ${ids[1]}\t${path}\0`);
  mkdirSync(directory, { recursive: true });
  const index = join(directory, "index-narrow");
  for (const left of [index, `${index}.lock`]) rmSync(left, { force: true }); // by a crash
  const env = { GIT_INDEX_FILE: index };
  try {
    await git.must(["-c", "index.sparse=false", "read-tree", before], { env });
    await git.must(["update-index", "-z", "--index-info"], { env, input: textBytes(input.join("")) });
    return await git.line(["write-tree", "--missing-ok"], { env });
  } finally {
    rmSync(index, { force: true });
  }
}
