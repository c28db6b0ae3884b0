import type { Fs } from "../../../src/kernel/ports/fs.ts";
import { sha256 } from "../../../src/kernel/sha256.ts";
import type { State } from "../../../src/state/state.ts";
import { directoryOf, documentDirectories } from "../../../src/workspace/directory-of.ts";
import { layoutOf } from "../../../src/workspace/layout.ts";

/** Each item's document must lie in its one directory, with the bytes of its revision: what breaks that, as sentences. */
export function misplaced(fs: Fs, root: string, state: State): string[] {
  const { agents } = layoutOf(root);
  const found: string[] = [];
  for (const item of state.items.values()) {
    const home = directoryOf(item.kind, item.phase);
    for (const { path } of documentDirectories) {
      const file = `${agents}/${path}/${item.id}.md`;
      const isThere = fs.facts(file) !== null;
      if (isThere !== (path === home))
        found.push(`${item.id} is ${item.phase}, but ${path}/${item.id}.md is ${isThere ? "there" : "missing"}`);
      else if (isThere && sha256(fs.read(file)) !== item.revision) found.push(`${path}/${item.id}.md is not the revision of the item`);
    }
  }
  return found;
}
