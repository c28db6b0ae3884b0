import type { EventEnvelope } from "../../../src/events/envelope.ts";
import type { EventData, EventName } from "../../../src/events/event.ts";
import { evolve } from "../../../src/state/evolve.ts";
import type { Item } from "../../../src/state/item.ts";
import type { Run } from "../../../src/state/run.ts";
import { initialState, type State } from "../../../src/state/state.ts";
import { emptyFields } from "../../../src/work/empty-fields.ts";
import type { WorkFields } from "../../../src/work/work-document.ts";

/** The time of the first event; each later one is a second younger. */
export const BEGAN = Date.parse("2026-11-20T10:00:00.000Z");

/** A state to which events are told, without asking the law whether they may happen. */
export class Fold {
  readonly state: State = initialState();
  now = BEGAN - 1000;

  /** Folds one event as the next; gives its sequence. */
  tell<Name extends EventName>(
    type: Name,
    data: EventData<Name>,
    about: { subject?: string; run?: string; command?: string; epoch?: number } = {},
  ): number {
    this.now += 1000;
    const { subject = "x", epoch = 1, ...more } = about;
    const seq = this.state.seq + 1;
    const time = new Date(this.now).toISOString();
    const event = {
      v: 1,
      seq,
      batch: [1, 1],
      time,
      epoch,
      durable: seq - 1,
      type,
      tv: 1,
      crit: true,
      actor: "runtime",
      subject,
      ...more,
      cause: 0,
      data,
      hash: "",
    };
    evolve(this.state, event as unknown as EventEnvelope);
    return seq;
  }

  item(id = "T1"): Item {
    const item = this.state.items.get(id);
    if (!item) throw new Error(`There is no item ${id}`);
    return item;
  }

  run(id = "T1-1"): Run {
    const run = this.state.runs.get(id);
    if (!run) throw new Error(`There is no run ${id}`);
    return run;
  }

  /** Adds a task; gives its sequence. */
  addTask(id = "T1", fields: Partial<WorkFields> = {}, held: string[] = []): number {
    const data = { kind: "task" as const, revision: REVISION, document: `# ${id}\n`, fields: { ...emptyFields(id), ...fields }, held };
    return this.tell("item.added", data, { subject: id });
  }

  /** Begins a run on an item; gives its sequence. */
  startRun(id = "T1-1", item = "T1"): number {
    return this.tell("run.started", { ...STARTED, previous: this.item(item).lastRun }, { subject: item, run: id });
  }

  /** Launches the next try of a run's visit; gives its sequence. */
  request(run = "T1-1", visit = 1, number = 1, more: Partial<EventData<"attempt.requested">> = {}): number {
    const data = { visit, try: number, stage: "builder", runner: "shell", request: REQUEST, tree: TREE, ...more };
    return this.tell("attempt.requested", data, { subject: "T1", run });
  }

  /** Ends the current attempt of a run; gives its sequence. */
  end(more: Partial<EventData<"attempt.ended">> = {}, run = "T1-1"): number {
    return this.tell("attempt.ended", { ...ENDED, ...more }, { subject: "T1", run });
  }
}

export const REVISION = "1".repeat(64);
export const REQUEST = "2".repeat(64);
export const TREE = { kind: "git", id: "t1" } as const;

export const STARTED: EventData<"run.started"> = {
  kind: "task",
  loop: "execution.standard",
  machine: "3".repeat(64),
  plan: "4".repeat(64),
  revision: REVISION,
  previous: null,
  lane: "execution",
  locks: { read: [], write: ["src/"] },
  position: { stage: "builder", context: { counters: {}, remembered: null } },
  phase: "preparing",
  visitLimit: 17,
};

export const ENDED: EventData<"attempt.ended"> = {
  claimed: "BUILDER_COMPLETE",
  failure: null,
  detail: "built",
  exit: 0,
  signal: null,
  millis: 5,
  outputBytes: 0,
  tree: { kind: "git", id: "t2" },
  changed: [],
  protectedChanged: [],
  usage: null,
  artifacts: [],
  summary: "",
};
