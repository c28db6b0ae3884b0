import type { Database } from "../../kernel/real/sqlite.ts";
import type { LogPosition } from "../../log/position.ts";
import { REDUCER_VERSION } from "../../state/snapshot.ts";
import { INDEX_VERSION } from "./schema.ts";

/** Where in the log an index stands; null when it is of another version, or unfinished. */
export function readPosition(database: Database): LogPosition | null {
  if (database.prepare("SELECT name FROM sqlite_schema WHERE name = 'head'").get() === undefined) return null;
  const row = database.prepare("SELECT version, reducer, seq, hash, segment, start FROM head").get();
  if (row === undefined || row.version !== INDEX_VERSION || row.reducer !== REDUCER_VERSION) return null;
  return { seq: Number(row.seq), hash: String(row.hash), segment: String(row.segment), offset: Number(row.start) };
}
