import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Trees } from "../../kernel/ports/trees.ts";
import type { Tree } from "../../state/run.ts";

/** The paths in which two trees differ; none where the first is not known any more: its manifest lies in `state/`, which may be deleted. */
export async function changedPaths(trees: Trees, before: Tree, after: Tree): Promise<string[]> {
  try {
    return (await trees.changed(before, after)).map(({ path }) => path);
  } catch (error) {
    if (error instanceof MillraceError && error.code === "git.unknown-tree") return [];
    throw error;
  }
}
