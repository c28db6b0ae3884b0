import type { PathChange } from "../../kernel/ports/trees.ts";
import { byPath } from "../by-path.ts";
import type { Git } from "./git.ts";
import { type RawChange, rawDiff } from "./raw-diff.ts";
import { readable } from "./text.ts";

/** The differences between two trees, in the words of the port. */
export async function changedPaths(git: Git, before: string, after: string): Promise<PathChange[]> {
  const changes = await rawDiff(git, before, after);
  return changes.map((change) => ({ path: readable(change.path), status: statusOf(change) })).sort(byPath);
}

function statusOf({ letter, ids }: RawChange): PathChange["status"] {
  if (letter === "A") return "added";
  if (letter === "D") return "deleted";
  if (letter === "T") return "type";
  return ids[0] === ids[1] ? "mode" : "modified";
}
