import type { Phase } from "../../../machines/runtime/item.ts";
import type { Database } from "../../kernel/real/sqlite.ts";
import type { LogPosition } from "../../log/position.ts";
import type { Item } from "../../state/item.ts";
import type { FinishedRun } from "../../state/run.ts";
import { decodeState } from "../../state/snapshot.ts";
import type { State } from "../../state/state.ts";
import type { WorkKind } from "../../work/work-document.ts";

export interface ItemFilter {
  phases?: readonly Phase[] | undefined;
  kinds?: readonly WorkKind[] | undefined;
  /** queue: highest priority first, then longest in the queue. recent: latest change first. */
  order?: "queue" | "recent" | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

const ORDERS = { queue: "priority DESC, place", recent: "changed DESC" } as const;

/** What the index tells, all of it as of one event, the log's last. Made by `readIndex`. */
export class IndexReader {
  /** Sequence of the event; all up to it is durable. */
  readonly asOf: number;
  /** The log's last segment and its bytes. */
  readonly segment: string;
  readonly bytes: number;
  readonly #database: Database;

  constructor(database: Database, at: LogPosition, bytes: number) {
    this.#database = database;
    this.asOf = at.seq;
    this.segment = at.segment;
    this.bytes = bytes;
  }

  /** The state but for its items, finished runs and receipts, which are empty. A new one at each call. */
  head(): State {
    return decodeState(JSON.parse(String(this.#database.prepare("SELECT state FROM head").get()?.state)));
  }

  /** How many items of each kind are in each phase; none are left out but those of which there are none. */
  counts(): { kind: WorkKind; phase: Phase; count: number }[] {
    const rows = this.#database.prepare("SELECT kind, phase, n FROM counts WHERE n > 0 ORDER BY kind, phase").all();
    return rows.map(({ kind, phase, n }) => ({ kind: kind as WorkKind, phase: phase as Phase, count: Number(n) }));
  }

  /** Items without their text (`document` is null). */
  items(filter: ItemFilter = {}): Item[] {
    const { phases, kinds, order = "queue", limit = -1, offset = 0 } = filter;
    const where = [...among("phase", phases), ...among("kind", kinds)];
    const sql = `SELECT item FROM items ${where.length > 0 ? `WHERE ${where.join(" AND ")}` : ""} ORDER BY ${ORDERS[order]} LIMIT ? OFFSET ?`;
    const rows = this.#database.prepare(sql).all(...(phases ?? []), ...(kinds ?? []), limit, offset);
    return rows.map(({ item }) => JSON.parse(String(item)));
  }

  /** One item; null when there never was one of that id. */
  item(id: string): Item | null {
    const row = this.#database.prepare("SELECT item FROM items WHERE id = ?").get(id);
    return row === undefined ? null : JSON.parse(String(row.item));
  }

  /** Finished runs, the latest first, of one item or of all. */
  finishedRuns({ item, limit = -1 }: { item?: string | undefined; limit?: number | undefined } = {}): FinishedRun[] {
    const rows =
      item === undefined
        ? this.#database.prepare("SELECT run FROM runs ORDER BY finished DESC LIMIT ?").all(limit)
        : this.#database.prepare("SELECT run FROM runs WHERE item = ? ORDER BY finished DESC LIMIT ?").all(item, limit);
    return rows.map(({ run }) => JSON.parse(String(run)));
  }
}

function among(column: string, values: readonly string[] | undefined): string[] {
  return values === undefined ? [] : [`${column} IN (${values.map(() => "?").join(", ")})`];
}
