import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Phase } from "../../../machines/runtime/item.ts";
import type { NewEvent } from "../../../src/events/envelope.ts";
import { systemClock } from "../../../src/kernel/real/clock.ts";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { sha256 } from "../../../src/kernel/sha256.ts";
import type { EventLog } from "../../../src/log/event-log.ts";
import { openLog } from "../../../src/log/open-log.ts";
import { evolve } from "../../../src/state/evolve.ts";
import type { Item } from "../../../src/state/item.ts";
import { initialState, type State } from "../../../src/state/state.ts";
import { emptyFields } from "../../../src/work/empty-fields.ts";
import type { WorkKind } from "../../../src/work/work-document.ts";
import type { DocumentSource } from "../../../src/workspace/documents/source.ts";
import { type Layout, layoutOf } from "../../../src/workspace/layout.ts";

/** A real workspace with a real log, whose events are written without asking the law. Its path has spaces and letters beyond ASCII. */
export class Story implements DocumentSource {
  readonly home: string;
  readonly layout: Layout;
  readonly state: State = initialState();
  /** Every revision's text by item, the latest last: what the engine reads from the log. */
  readonly history = new Map<string, string[]>();
  log: EventLog;

  constructor() {
    this.home = mkdtempSync(join(tmpdir(), "millrace-workspace-"));
    this.layout = layoutOf(join(this.home, "Ödland 你好 & co"));
    mkdirSync(this.layout.agents, { recursive: true });
    this.log = this.#openLog(true);
  }

  end(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  item(id: string): Item {
    const item = this.state.items.get(id);
    if (!item) throw new Error(`no item ${id}`);
    return item;
  }

  append(...events: NewEvent[]): void {
    for (const event of this.log.appendNow(events)) evolve(this.state, event);
  }

  add(id: string, document = `# ${id}\n`, kind: WorkKind = "task", priority = 0): Item {
    const fields = { ...emptyFields(id), priority };
    this.append(happened("item.added", id, { kind, revision: this.#revision(id, document), document, fields, held: [] }));
    return this.item(id);
  }

  revise(id: string, document: string): Item {
    this.append(happened("item.revised", id, { revision: this.#revision(id, document), document, fields: this.item(id).fields }));
    return this.item(id);
  }

  move(id: string, to: Phase): Item {
    this.append(happened("item.moved", id, { event: "MOVED", from: this.item(id).phase, to, reason: null, resetCounters: false }));
    return this.item(id);
  }

  /** An item that came to its phase in one flush: for many. */
  stage(id: string, document: string, kind: WorkKind, phase: Phase): void {
    const added = happened("item.added", id, { kind, revision: this.#revision(id, document), document, fields: emptyFields(id), held: [] });
    const moved = happened("item.moved", id, { event: "MOVED", from: "queued", to: phase, reason: null, resetCounters: false });
    this.append(added, moved);
  }

  run(id: string, lane = "execution"): string {
    const item = this.item(id);
    const run = `${id}-${item.runsEver + 1}`;
    const position = { stage: "builder", context: { counters: { fixCycles: 1 }, remembered: null } };
    const data = {
      ...{
        kind: item.kind,
        loop: "execution.standard",
        machine: sha256("m"),
        plan: sha256("p"),
        revision: item.revision,
        previous: item.lastRun,
      },
      ...{ lane, locks: { read: [], write: ["**"] }, position, phase: "due", visitLimit: 20 },
    };
    this.append({ ...happened("run.started", id, data), run });
    return run;
  }

  finish(id: string, run: string): void {
    const data = { outcome: "done", reason: "updater_complete", detail: "", counters: { fixCycles: 1 }, attempts: 3, millis: 1234 };
    this.append({ ...happened("run.finished", id, data), run });
  }

  texts(items: readonly Item[], give: (item: string, text: string) => void): void {
    for (const { id } of items) {
      const text = this.history.get(id)?.at(-1);
      if (text !== undefined) give(id, text);
    }
  }

  hadRevision(item: Item, revision: string): boolean {
    return this.history.get(item.id)?.some((text) => sha256(text) === revision) ?? false;
  }

  revisions(item: Item): readonly string[] {
    return this.history.get(item.id) ?? [];
  }

  #revision(id: string, document: string): string {
    this.history.set(id, [...(this.history.get(id) ?? []), document]);
    return sha256(document);
  }

  #openLog(create: boolean): EventLog {
    return openLog({ fs: diskFs, directory: this.layout.log, clock: systemClock, create }).log;
  }
}

function happened(type: string, subject: string, data: unknown): NewEvent {
  return { type, actor: "runtime", subject, cause: 0, data };
}
