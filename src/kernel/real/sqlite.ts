import { DatabaseSync } from "node:sqlite";

export type Database = DatabaseSync;

/** `SQLITE_CORRUPT` and `SQLITE_NOTADB`, https://sqlite.org/rescode.html */
const DAMAGE: readonly number[] = [11, 26];

/** Opens a database through node:sqlite, the same on Bun and Deno. Only for what can be rebuilt: SQLite is never the truth. */
export function openDatabase(path: string, how: "read" | "write"): Database {
  const database = new DatabaseSync(path, { readOnly: how === "read" });
  database.exec("PRAGMA busy_timeout = 50");
  return database;
}

/** True when SQLite, and not a bug of ours, threw it. */
export function isSqliteError(error: unknown): error is Error & { errcode: number } {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number";
}

/** True when the error says that the file is damaged or no database. */
export function isDamage(error: unknown): boolean {
  return isSqliteError(error) && DAMAGE.includes(error.errcode & 0xff);
}
