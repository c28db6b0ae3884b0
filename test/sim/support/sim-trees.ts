import type { Trees } from "../../../src/kernel/ports/trees.ts";

/** A repository that holds one number, which the simulated agent raises; it outlives the runtime, as a disk does. */
export class SimRepository {
  content = 0;
  readonly commits: { tree: string; trailers: readonly (readonly [string, string])[] }[] = [];

  trees(turn: () => Promise<void>): Trees {
    const tree = (): { kind: "git"; id: string } => ({ kind: "git", id: `tree-${this.content}` });
    return {
      describe: async () => ({ kind: "git", head: this.commits.length === 0 ? null : `commit-${this.commits.length}`, branch: "main" }),
      record: async () => {
        await turn();
        return tree();
      },
      headTree: async () => null,
      keep: async () => true,
      changed: async () => [],
      diffText: async () => "",
      commit: async (order) => {
        await turn();
        this.commits.push({ tree: order.tree.id, trailers: order.trailers });
        await turn();
        return { type: "committed", commit: `commit-${this.commits.length}`, index: "followed" };
      },
      followIndex: async () => ({ index: "followed" }),
      findCommit: async (key, value) => {
        await turn();
        const at = this.commits.findIndex(({ trailers }) => trailers.some(([name, said]) => name === key && said === value));
        const found = this.commits[at];
        return found ? { commit: `commit-${at + 1}`, tree: { kind: "git", id: found.tree } } : null;
      },
      contains: async () => true,
      restore: async () => ({ type: "possible", written: [], removed: [], left: [], salvage: tree() }),
      extract: async () => ({ type: "extracted", files: 0 }),
    };
  }
}
