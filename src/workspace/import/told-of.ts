import type { OlderWorkspace } from "./older-workspace.ts";

/** Paths of everything that was taken from a tree, relative to the root. */
export function toldOf(tree: string, { items, runs, letters }: Pick<OlderWorkspace, "items" | "runs" | "letters">): string[] {
  return [...items.map(({ path }) => path), ...runs.map(({ directory }) => `${tree}/${directory}`), ...letters.map(({ path }) => path)];
}
