import type { Git } from "../../../src/delivery/git/git.ts";
import { rawName, textBytes } from "../../../src/delivery/git/text.ts";
import type { FileChange } from "../port.ts";
import type { Scratch } from "./scratch.ts";

/** The tree that a tree becomes by changes, made in the scratch directory by git's own index. */
export async function writeTree(git: Git, scratch: Scratch, baseTree: string, changes: readonly FileChange[]): Promise<string> {
  const env = scratch.env("plan");
  await git.must([...scratch.settings, "read-tree", baseTree], { env });
  const zeros = "0".repeat(baseTree.length);
  // What goes first makes room: a file may take the place of a directory, and the other way round.
  const lines = [
    ...changes.filter(({ before }) => before !== null).map(({ path }) => `0 ${zeros}\t${rawName(path)}\0`),
    ...changes.flatMap(({ path, after }) => (after ? [`${after.mode} ${after.oid}\t${rawName(path)}\0`] : [])),
  ];
  await git.must([...scratch.settings, "update-index", "-z", "--index-info"], { env, input: textBytes(lines.join("")) });
  // `--missing-ok`: unchanged files of a partial clone need not be here.
  return git.line([...scratch.settings, "write-tree", "--missing-ok"], { env });
}
