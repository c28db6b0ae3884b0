import { dirname, join } from "node:path";
import { isObject } from "../../events/is-object.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import type { FileFacts, Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import type { Layout } from "../layout.ts";
import { bootId } from "./boot-id.ts";

/** What a file was when its bytes were last known. */
export interface LedgerEntry {
  size: number;
  modified: number;
  revision: string;
  /** Not written in this very moment: a later change would show in its time. */
  settled: boolean;
}

/** Times of files are no finer than a tick of the kernel, so that a change within it shows in no fact. */
const TICK_MILLIS = 20;

/** The time of no file. */
const UNKNOWN = -1;

/** Which revision each projected file holds, by directory and name, so that a start need not read them. Only a cache. */
export class Ledger {
  readonly #fs: Fs;
  readonly #path: string;
  readonly #directories = new Map<string, Map<string, LedgerEntry>>();
  readonly #boot: string | null;
  /** Written while this machine was running, so that what it says of files on disk holds. */
  readonly isOfThisBoot: boolean;
  #dirty = false;

  constructor(fs: Fs, layout: Layout) {
    this.#fs = fs;
    this.#path = join(layout.state, "documents.json");
    this.#boot = bootId(fs);
    const stored = readStored(fs, this.#path);
    this.isOfThisBoot = this.#boot !== null && stored.boot === this.#boot;
    for (const [directory, rows] of stored.directories) {
      const names = this.#names(directory);
      for (let at = 0; at + 3 < rows.length; at += 4) {
        const entry = {
          size: rows[at + 1] as number,
          modified: rows[at + 2] as number,
          revision: rows[at + 3] as string,
          settled: this.isOfThisBoot,
        };
        names.set(rows[at] as string, entry);
      }
    }
  }

  get(directory: string, name: string): LedgerEntry | undefined {
    return this.#directories.get(directory)?.get(name);
  }

  /** The entry, if the file is by its facts still what was recorded. */
  matching(directory: string, name: string, facts: FileFacts): LedgerEntry | undefined {
    const entry = this.get(directory, name);
    return entry?.settled && entry.size === facts.size && entry.modified === facts.modified ? entry : undefined;
  }

  set(directory: string, name: string, facts: FileFacts, revision: string, wall: number): void {
    const settled = facts.modified + TICK_MILLIS < wall;
    this.#names(directory).set(name, { size: facts.size, modified: facts.modified, revision, settled });
    this.#dirty = true;
  }

  /** The file was based on that revision, whatever it holds now. */
  setBase(directory: string, name: string, revision: string): void {
    this.#names(directory).set(name, { size: 0, modified: UNKNOWN, revision, settled: false });
    this.#dirty = true;
  }

  delete(directory: string, name: string): void {
    if (this.#directories.get(directory)?.delete(name)) this.#dirty = true;
  }

  /** Forgets the files of a directory that `keep` refuses. */
  retain(directory: string, keep: (name: string) => boolean): void {
    for (const name of this.#directories.get(directory)?.keys() ?? []) if (!keep(name)) this.delete(directory, name);
  }

  /** Writes it, not durably, if it has changed. Files of this very moment are to be read again. */
  save(wall: number): void {
    if (!this.#dirty) return;
    const directories: Record<string, (string | number)[]> = {};
    for (const [directory, names] of this.#directories) {
      const rows: (string | number)[] = [];
      for (const [name, { size, modified, revision }] of names) {
        rows.push(name, size, modified + TICK_MILLIS < wall ? modified : UNKNOWN, revision);
      }
      directories[directory] = rows;
    }
    this.#fs.makeDirectory(dirname(this.#path));
    replaceFile(this.#fs, this.#path, `${JSON.stringify({ v: 1, boot: this.#boot, directories })}\n`, { durable: false });
    this.#dirty = false;
  }

  #names(directory: string): Map<string, LedgerEntry> {
    const known = this.#directories.get(directory);
    if (known) return known;
    const names = new Map<string, LedgerEntry>();
    this.#directories.set(directory, names);
    return names;
  }
}

interface Stored {
  boot: unknown;
  /** By directory: name, size, modified, revision, name, … */
  directories: [string, unknown[]][];
}

/** Nothing when the file is absent or not ours. */
function readStored(fs: Fs, path: string): Stored {
  let stored: unknown;
  try {
    stored = JSON.parse(Buffer.from(fs.read(path)).toString("utf8"));
  } catch (error) {
    if (isFsError(error) || error instanceof SyntaxError) return { boot: null, directories: [] };
    throw error;
  }
  if (!isObject(stored) || stored.v !== 1 || !isObject(stored.directories)) return { boot: null, directories: [] };
  const directories = Object.entries(stored.directories);
  return { boot: stored.boot, directories: directories.filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1])) };
}
