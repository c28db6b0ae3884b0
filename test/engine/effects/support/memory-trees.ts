import type { CommitOrder, PathChange, Tree, Trees } from "../../../../src/kernel/ports/trees.ts";
import { SimRepository } from "../../../sim/support/sim-trees.ts";

/** A repository in memory: files by path, and commits of their trees. What deciding does not look at is the simulator's. */
export class MemoryTrees {
  readonly files = new Map<string, string>([["README", "1"]]);
  readonly commits: (Pick<CommitOrder, "tree" | "trailers"> & { commit: string })[] = [];
  readonly port: Trees = {
    ...new SimRepository().trees(async () => undefined),
    describe: async () => ({ kind: "git", head: this.commits.at(-1)?.commit ?? null, branch: "main" }),
    record: async () => this.tree(),
    changed: async (before, after) => this.#changed(before, after),
    commit: async ({ tree, trailers }) => ({ type: "committed", commit: this.commit(tree, trailers), index: "followed" }),
    findCommit: async (key, value) => {
      const found = this.commits.findLast(({ trailers }) => trailers.some(([name, said]) => name === key && said === value));
      return found ? { commit: found.commit, tree: found.tree } : null;
    },
    headTree: async () => this.commits.at(-1)?.tree ?? null,
  };
  readonly #known = new Map<string, ReadonlyMap<string, string>>();

  /** The tree of the files as they are. */
  tree(): Tree {
    const id = JSON.stringify([...this.files].sort());
    this.#known.set(id, new Map(this.files));
    return { kind: "git", id };
  }

  commit(tree: Tree, trailers: CommitOrder["trailers"]): string {
    const commit = `commit-${this.commits.length + 1}`;
    this.commits.push({ tree, trailers, commit });
    return commit;
  }

  #changed(before: Tree, after: Tree): PathChange[] {
    const [from, to] = [this.#known.get(before.id), this.#known.get(after.id)];
    const paths = [...new Set([...(from?.keys() ?? []), ...(to?.keys() ?? [])])].sort();
    return paths.filter((path) => from?.get(path) !== to?.get(path)).map((path) => ({ path, status: "modified" }));
  }
}
