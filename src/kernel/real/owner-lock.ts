import { accessSync, constants, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { MillraceError } from "../errors/millrace-error.ts";
import { isFsError } from "../fs-error.ts";
import type { HeldLock, Holder, OwnerLock } from "../ports/owner-lock.ts";
import { replaceFile } from "../replace-file.ts";
import { diskFs } from "./fs.ts";

/** `SQLITE_BUSY`, https://sqlite.org/rescode.html */
const BUSY = 5;

/**
 * Two who try at the same instant may both be refused: each keeps the other from its next step. Then both try again, for so long, each with
 * the pauses of SQLite's own busy handler. A live holder is not waited for.
 */
const RIVAL_MILLIS = 50;

/** Bytes of a path that SQLite takes: MAX_PATHNAME of its unix VFS is 512, https://sqlite.org/src/file/src/os_unix.c */
const LONGEST = 480;

/**
 * The databases that hold a lock, by real path. They must stay referenced: a collected handle lets its lock go. And
 * no other code of this process may open and close that file: POSIX would drop the lock without a word.
 */
const held = new Map<string, DatabaseSync>();

/** An exclusive transaction that stays open for the owner's life. Same lock from Bun and Deno. */
export const sqliteOwnerLock: OwnerLock = {
  acquire(directory, holder) {
    mkdirSync(directory, { recursive: true });
    const real = realpathSync(directory);
    const facts = join(real, "holder.json");
    if (held.has(real)) return { kind: "taken", holder: readHolder(facts) };
    const path = databaseOf(real);
    const database = begin(path, 0) ?? (isHeld(facts) ? null : begin(path, RIVAL_MILLIS));
    if (!database) return { kind: "taken", holder: readHolder(facts) };
    held.set(real, database);
    const lock: HeldLock = {
      describe: (now) => {
        if (held.get(real) === database) writeHolder(facts, now);
      },
      release: () => release(real, facts, database),
    };
    try {
      lock.describe(holder);
    } catch (error) {
      lock.release();
      throw error;
    }
    return { kind: "held", lock };
  },
};

/**
 * In the directory itself; where its path is longer than SQLite takes, at a place that every process of this user derives
 * alike from the directory. Whoever clears that place only loses the lock to the fence of the log.
 */
function databaseOf(directory: string): string {
  const path = join(directory, "lock.db");
  if (Buffer.byteLength(path) <= LONGEST) return path;
  const user = process.getuid?.() ?? 0;
  const home = `/tmp/millrace-${user}-locks`;
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(home);
  if (uid !== user || (mode & 0o077) !== 0) throw new MillraceError("cli.permission", { path: home, problem: "others may enter it" });
  const { dev, ino } = statSync(directory);
  return join(home, `${dev}-${ino}.db`);
}

function begin(path: string, patience: number): DatabaseSync | null {
  const database = open(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${patience}`);
    // Nothing is ever written; on a full disk a journal file could not even be begun.
    database.exec("PRAGMA journal_mode = MEMORY");
    database.exec("BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

/** SQLite only says that it cannot; what the disk says is told instead. */
function open(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path);
  } catch (error) {
    accessSync(dirname(path), constants.R_OK | constants.W_OK | constants.X_OK);
    if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK);
    throw error;
  }
}

/** Bun tells SQLite's code, Deno only its words. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return "errcode" in error ? (Number(error.errcode) & 0xff) === BUSY : error.message.includes("database is locked");
}

function release(real: string, facts: string, database: DatabaseSync): void {
  if (held.get(real) !== database) return;
  // The facts go first: once the lock is free they may be another's.
  rmSync(facts, { force: true });
  held.delete(real);
  database.exec("ROLLBACK");
  database.close();
}

/** Whether the process that says it holds the lock lives. */
function isHeld(facts: string): boolean {
  const pid = readHolder(facts)?.pid;
  if (pid === undefined || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return isFsError(error, "EPERM");
  }
}

function writeHolder(path: string, holder: Holder): void {
  replaceFile(diskFs, path, `${JSON.stringify(holder)}\n`, { durable: false });
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch (error) {
    if (error instanceof SyntaxError || isFsError(error, "ENOENT")) return null;
    throw error;
  }
}
