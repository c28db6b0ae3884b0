import type { Objects } from "./objects.ts";

interface Node {
  parents: string[];
  content: Uint8Array;
}

/** Walks commits by their parents. */
export class History {
  private readonly objects: Objects;
  private readonly nodes = new Map<string, Node>();

  constructor(objects: Objects) {
    this.objects = objects;
  }

  async isAncestor(ancestor: string, commit: string): Promise<boolean> {
    const due = [commit];
    const seen = new Set(due);
    for (let at = due.pop(); at !== undefined; at = due.pop()) {
      if (at === ancestor) return true;
      for (const parent of (await this.node(at)).parents) {
        if (seen.has(parent)) continue;
        seen.add(parent);
        due.push(parent);
      }
    }
    return false;
  }

  /** Those of `head` that `base` does not hold, parents before children. */
  async between(base: string | null, head: string): Promise<{ oid: string; content: Uint8Array }[]> {
    const held = base === null ? new Set<string>() : await this.all(base);
    const order: string[] = [];
    const state = new Map<string, "open" | "done">();
    const due = [head];
    while (due.length > 0) {
      const at = due.at(-1) ?? "";
      if (held.has(at) || state.get(at) === "done") due.pop();
      else if (state.get(at) === "open") {
        state.set(at, "done");
        order.push(at);
        due.pop();
      } else {
        state.set(at, "open");
        for (const parent of [...(await this.node(at)).parents].reverse()) if (!state.has(parent)) due.push(parent);
      }
    }
    return Promise.all(order.map(async (oid) => ({ oid, content: (await this.node(oid)).content })));
  }

  private async all(from: string): Promise<Set<string>> {
    const seen = new Set([from]);
    const due = [from];
    for (let at = due.pop(); at !== undefined; at = due.pop()) {
      for (const parent of (await this.node(at)).parents) {
        if (seen.has(parent)) continue;
        seen.add(parent);
        due.push(parent);
      }
    }
    return seen;
  }

  private async node(oid: string): Promise<Node> {
    const known = this.nodes.get(oid);
    if (known) return known;
    const content = await this.objects.read(oid, "commit");
    const text = Buffer.from(content).toString("latin1");
    const header = text.slice(0, text.indexOf("\n\n"));
    const node = {
      parents: [...header.matchAll(/^parent ([0-9a-f]{40})$/gm)].map(([, parent]) => parent ?? ""),
      content,
    };
    this.nodes.set(oid, node);
    return node;
  }
}
