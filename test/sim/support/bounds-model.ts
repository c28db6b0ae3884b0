import type { AnyEvent, EventOf } from "../../../src/events/event.ts";
import type { SimOptions } from "./options.ts";

/** A second opinion on what bounds all work beside the visits of a run: runs of an item, items and incidents of a root, attempts of a day. */
export class BoundsModel {
  readonly #options: SimOptions;
  readonly #blame: (problem: string) => void;
  /** By item: runs since an operator reset it. */
  readonly #runs = new Map<string, number>();
  /** By root: what agents added below it, and the incidents that the runtime opened. */
  readonly #added = new Map<string, number>();
  readonly #incidents = new Map<string, number>();
  readonly #days = new Map<string, number>();

  constructor(options: SimOptions, blame: (problem: string) => void) {
    this.#options = options;
    this.#blame = blame;
  }

  take(event: AnyEvent): void {
    const { attemptsPerDay, runsPerItem } = this.#options;
    if (event.type === "item.added") this.#add(event);
    if (event.type === "item.moved" && event.data.resetCounters) {
      if (event.actor !== "operator") this.#blame(`${event.actor} reset the counters of ${event.subject}`);
      this.#runs.set(event.subject, 0);
    }
    if (event.type === "run.started") {
      const runs = raise(this.#runs, event.subject);
      if (runs > runsPerItem) this.#blame(`item ${event.subject} has ${runs} runs, the limit is ${runsPerItem}`);
    }
    if (event.type === "attempt.requested" && attemptsPerDay > 0) {
      const day = event.time.slice(0, 10);
      const attempts = raise(this.#days, day);
      if (attempts > attemptsPerDay) this.#blame(`${attempts} attempts on ${day}, the limit is ${attemptsPerDay}`);
    }
  }

  #add({ subject, actor, data }: EventOf<"item.added">): void {
    const { incidentsPerRoot, itemsPerRoot } = this.#options;
    const root = data.fields.root ?? subject;
    if (actor === "agent" && root !== subject) {
      const items = raise(this.#added, root);
      if (items > itemsPerRoot) this.#blame(`agents added ${items} items below ${root}, the limit is ${itemsPerRoot}`);
    }
    if (actor === "runtime" && data.kind === "incident") {
      const incidents = raise(this.#incidents, root);
      if (incidents > incidentsPerRoot)
        this.#blame(`the runtime opened ${incidents} incidents for ${root}, the limit is ${incidentsPerRoot}`);
    }
  }
}

function raise(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}
