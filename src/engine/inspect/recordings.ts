import type { AnyEvent, EventData, EventOf } from "../../events/event.ts";
import type { Evidence, Tree } from "../../state/run.ts";

/** What an attempt of a stage, begun on a tree, gave. */
export interface Recording {
  stage: string;
  input: string;
  requested: EventOf<"attempt.requested">;
  ended: EventOf<"attempt.ended">;
}

/** The recorded results of a run, each to be used once, and its checks by the tree that they judged. */
export class Recordings {
  readonly #unused: Recording[] = [];
  readonly #checks = new Map<string, Evidence>();
  readonly prepared: EventData<"run.prepared"> | null = null;

  constructor(events: readonly AnyEvent[], after: number) {
    const requests = new Map<string, EventOf<"attempt.requested">>();
    for (const event of events) {
      if (event.type === "run.prepared") this.prepared = event.data;
      if (event.type === "attempt.requested") requests.set(event.attempt ?? "", event);
      if (event.type === "run.prepared" || event.type === "run.verified") {
        const evidence = event.type === "run.prepared" ? event.data.baseline : event.data.evidence;
        for (const one of evidence) this.#checks.set(`${one.check} ${one.tree.id}`, one);
      }
      const requested = event.type === "attempt.ended" ? requests.get(event.attempt ?? "") : undefined;
      if (!requested || event.type !== "attempt.ended" || event.seq <= after) continue;
      this.#unused.push({ stage: requested.data.stage, input: inputOf(requested.data.tree), requested, ended: event });
    }
  }

  /** The next result of that stage on that tree. */
  take(stage: string, tree: Tree | null): Recording | null {
    const index = this.#unused.findIndex((one) => one.stage === stage && one.input === inputOf(tree));
    return index === -1 ? null : (this.#unused.splice(index, 1)[0] ?? null);
  }

  /** The result of the attempt that was under way. */
  takeAttempt(id: string): Recording | null {
    const index = this.#unused.findIndex(({ ended }) => ended.attempt === id);
    return index === -1 ? null : (this.#unused.splice(index, 1)[0] ?? null);
  }

  /** The evidence of these checks for that tree; null when one of them never ran on it. */
  evidence(checks: readonly string[], tree: Tree | null): Evidence[] | null {
    const found = checks.map((check) => this.#checks.get(`${check} ${inputOf(tree)}`));
    return found.every((one) => one !== undefined) ? (found as Evidence[]) : null;
  }
}

function inputOf(tree: Tree | null): string {
  return tree?.id ?? "no tree";
}
