import type { LostTree, Tree } from "../../kernel/ports/trees.ts";
import type { Git } from "./git.ts";

/** See `Trees.lost`. Whether git's objects are intact is for `git fsck` to say. */
export async function lostTrees(git: Git, trees: readonly Tree[]): Promise<LostTree[]> {
  const asked = trees.filter(({ kind, id }) => kind === "git" && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(id));
  const input = Buffer.from(asked.map(({ id }) => `${id}\n`).join(""));
  const answer = (await git.must(["cat-file", "--batch-check=%(objectname) %(objecttype)"], { input })).toString();
  const there = new Set(answer.split("\n").flatMap((line) => (line.endsWith(" tree") ? [line.slice(0, line.indexOf(" "))] : [])));
  return trees.filter(({ id }) => !there.has(id)).map((tree) => ({ tree, how: "gone" }));
}
