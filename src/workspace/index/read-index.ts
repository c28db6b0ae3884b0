import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { type Database, isDamage, isSqliteError, openDatabase } from "../../kernel/real/sqlite.ts";
import type { Layout } from "../layout.ts";
import { doubtIndex } from "./doubt-index.ts";
import { generations, indexPath, suspicion } from "./index-files.ts";
import { IndexReader } from "./index-reader.ts";
import { bytesAtEnd } from "./log-end.ts";
import { readPosition } from "./read-position.ts";

/**
 * Asks the index, in any process and without the owner: `use` sees one unchanging moment of it and must not wait. Null when
 * there is none that stands at the log's end, or it cannot be read: the caller then folds the log. Changes nothing, but
 * for a mark by which the owner makes a damaged one anew.
 */
export function readIndex<T>(fs: Fs, layout: Layout, use: (index: IndexReader) => T): T | null {
  let database: Database | null = null;
  try {
    const generation = generations(fs, layout)[0];
    if (generation === undefined || fs.facts(suspicion(layout)) !== null) return null;
    database = openDatabase(indexPath(layout, generation), "read");
    database.exec("BEGIN");
    const at = readPosition(database);
    const bytes = at && bytesAtEnd(fs, layout.log, at);
    return at === null || bytes === null ? null : use(new IndexReader(database, at, bytes));
  } catch (error) {
    if (isDamage(error) || error instanceof SyntaxError) doubtIndex(fs, layout);
    else if (!isSqliteError(error) && !isFsError(error)) throw error;
    return null;
  } finally {
    database?.close();
  }
}
