import type { Database } from "../../kernel/real/sqlite.ts";
import type { LogPosition } from "../../log/position.ts";
import type { Item } from "../../state/item.ts";
import type { FinishedRun } from "../../state/run.ts";
import { encodeState, REDUCER_VERSION } from "../../state/snapshot.ts";
import type { State } from "../../state/state.ts";
import { INDEX_VERSION } from "./schema.ts";

type Statement = ReturnType<Database["prepare"]>;

/** Writes what the state says into the tables. The caller holds the transaction. */
export class RowWriter {
  readonly #item: Statement;
  readonly #run: Statement;
  readonly #head: Statement;

  constructor(database: Database) {
    this.#item = database.prepare(
      `INSERT INTO items (id, kind, phase, priority, place, changed, item) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, phase = excluded.phase, priority = excluded.priority,
         place = excluded.place, changed = excluded.changed, item = excluded.item`,
    );
    this.#run = database.prepare(
      `INSERT INTO runs (id, item, finished, run) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET item = excluded.item, finished = excluded.finished, run = excluded.run`,
    );
    this.#head = database.prepare(
      `INSERT INTO head (one, version, reducer, seq, hash, segment, start, state) VALUES (1, ${INDEX_VERSION}, '${REDUCER_VERSION}', ?, ?, ?, ?, ?)
       ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, segment = excluded.segment, start = excluded.start,
         state = excluded.state WHERE seq = ? AND hash = ?`,
    );
  }

  item(item: Item): void {
    const { id, kind, phase, priority, order, changedAt } = item;
    this.#item.run(id, kind, phase, priority, order, changedAt, JSON.stringify({ ...item, document: null }));
  }

  finishedRun(run: FinishedRun): void {
    this.#run.run(run.id, run.item, run.finishedAt, JSON.stringify(run));
  }

  /** Where the index stands now. False when it did not stand at `before`: another has written, so that it cannot be trusted. */
  head(state: State, at: LogPosition, before: LogPosition | null): boolean {
    const text = JSON.stringify(encodeState({ ...state, items: new Map(), finishedRuns: new Map(), receipts: new Map() }));
    return Number(this.#head.run(at.seq, at.hash, at.segment, at.offset, text, before?.seq ?? -1, before?.hash ?? "").changes) === 1;
  }
}
