import type { Objects } from "./objects.ts";

/** The tree of a commit; null of none. */
export async function treeOf(objects: Objects, commit: string | null): Promise<string | null> {
  if (commit === null) return null;
  return /^tree ([0-9a-f]{40})$/m.exec(Buffer.from(await objects.read(commit, "commit")).toString())?.[1] ?? null;
}
