import type { TreeReader } from "./tree-reader.ts";

/** What is said of a path of the tree that was not read; null where that version had made it from what was read. The first that fits counts. */
export type Stranger = readonly [pattern: RegExp, why: string | null];

/**
 * Lists what is left of the tree once everything known was read, so that nothing in it is passed over in silence. `told` are paths
 * relative to the root of which something was said: themselves, or with a line. A directory in which nothing is known is one entry.
 */
export function leaveStrangers(reader: TreeReader, told: readonly string[], table: readonly Stranger[]): void {
  const known = new Set([...told, ...reader.left.map(({ path }) => path)].map((path) => path.replace(/:\d+$/, "")));
  const above = new Set([...known].flatMap(parentsOf));
  const walk = (directory: string): void => {
    for (const name of reader.namesAt(directory)) {
      const full = `${directory}/${name}`;
      const path = full.slice(reader.tree.length + 1);
      if (known.has(full)) continue;
      const [, why] = table.find(([pattern]) => pattern.test(path)) ?? [null, "This version knows nothing like it"];
      if (above.has(full)) walk(full);
      else if (why !== null && reader.holdsFiles(path)) reader.leave(full, why);
    }
  };
  walk(reader.tree);
}

function parentsOf(path: string): string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}
