import { refused } from "../../../src/delivery/refused.ts";
import type { CommitOrder, CommitOutcome, Trees } from "../../../src/kernel/ports/trees.ts";

/** A repository that holds one number for each run, which the simulated agents raise; it outlives the runtime, as a disk does. */
export class SimRepository {
  readonly #contents = new Map<string, number>();
  readonly #names = new Map<string, number>();
  readonly commits: { tree: string; trailers: readonly (readonly [string, string])[] }[] = [];

  of(run: string): number {
    return this.#contents.get(run) ?? 0;
  }

  set(run: string, content: number): void {
    this.#contents.set(run, content);
  }

  get #head(): string | null {
    return this.commits.length === 0 ? null : `commit-${this.commits.length}`;
  }

  /** The branch is not where it was expected: by this very delivery, or by another. */
  #late({ expectedParent: expected, trailers }: CommitOrder): CommitOutcome {
    const [key, value] = trailers.at(-1) ?? [];
    const at = this.commits.findIndex((commit) => commit.trailers.some(([name, said]) => name === key && said === value));
    if (at >= 0) return { type: "committed", commit: `commit-${at + 1}`, index: "followed" };
    return refused("git.branch-moved", { branch: "main", expected, actual: this.#head });
  }

  /** The same contents have the same name. */
  #tree(): { kind: "git"; id: string } {
    const contents = JSON.stringify([...this.#contents].sort());
    const name = this.#names.get(contents) ?? this.#names.size;
    this.#names.set(contents, name);
    return { kind: "git", id: `tree-${name}` };
  }

  trees(turn: (step: string) => Promise<void>): Trees {
    const tree = () => this.#tree();
    return {
      describe: async () => ({ kind: "git", head: this.#head, branch: "main" }),
      record: async () => {
        await turn("record");
        return tree();
      },
      headTree: async () => null,
      keep: async () => true,
      changed: async () => [],
      diffText: async () => "",
      commit: async (order) => {
        await turn("commit");
        // git moves a branch by compare-and-swap: whoever hung until another committed comes too late.
        if (order.expectedParent !== this.#head) return this.#late(order);
        this.commits.push({ tree: order.tree.id, trailers: order.trailers });
        await turn("commit");
        return { type: "committed", commit: `commit-${this.commits.length}`, index: "followed" };
      },
      followIndex: async () => ({ index: "followed" }),
      findCommit: async (key, value) => {
        await turn("find");
        const at = this.commits.findIndex(({ trailers }) => trailers.some(([name, said]) => name === key && said === value));
        const found = this.commits[at];
        return found ? { commit: `commit-${at + 1}`, tree: { kind: "git", id: found.tree } } : null;
      },
      trailers: async (key) =>
        this.commits.map(({ trailers }, at) => ({
          commit: `commit-${at + 1}`,
          values: trailers.filter(([name]) => name === key).map(([, value]) => value),
        })),
      contains: async () => true,
      lost: async () => [],
      restore: async () => ({ type: "possible", written: [], removed: [], left: [], salvage: tree() }),
      extract: async () => ({ type: "extracted", files: 0 }),
    };
  }
}
