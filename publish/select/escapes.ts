import { posix } from "node:path";
import type { SelectedFile, SelectionProblem } from "./selected-file.ts";

/** A link whose target, read from its new place, lies outside the staging worktree or in its .git; null when it stays within. */
export function escapes({ from, to }: SelectedFile, target: string): SelectionProblem | null {
  const problem = (why: string) => ({ kind: "escapes" as const, path: from, problem: `The link "${from}" → "${target}" ${why}` });
  if (posix.isAbsolute(target)) return problem("has an absolute target, which is true on this machine only");
  const place = posix.normalize(posix.join(posix.dirname(to), target));
  if (place === ".." || place.startsWith("../")) return problem("would lead out of the staging worktree");
  if (place.split("/").some((name) => name.toLowerCase() === ".git")) return problem("leads into a .git directory");
  return null;
}
