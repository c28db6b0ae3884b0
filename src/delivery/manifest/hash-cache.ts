import { readFileSync, type Stats } from "node:fs";
import { isObject } from "../../events/is-object.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import { diskFs } from "../../kernel/real/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";

/** A file written so shortly before it was hashed could change again without a new time; FAT counts in two seconds. */
const RACY_MS = 2000;

/** Hashes by path, valid while size, times and inode stay. Only a cache: what cannot be read is forgotten. */
export class HashCache {
  private readonly file: string;
  private known: Map<string, { stamp: string; hash: string }>;
  private next = new Map<string, { stamp: string; hash: string }>();

  constructor(file: string) {
    this.file = file;
    this.known = load(file);
  }

  get(path: string, stat: Stats): string | null {
    const entry = this.known.get(path);
    if (!entry || entry.stamp !== stampOf(stat)) return null;
    this.next.set(path, entry);
    return entry.hash;
  }

  /** `now`: milliseconds since the epoch, before the file was read. */
  put(path: string, stat: Stats, hash: string, now: number): void {
    if (Math.max(stat.mtimeMs, stat.ctimeMs) + RACY_MS > now) return;
    this.next.set(path, { stamp: stampOf(stat), hash });
  }

  /** Ends one pass: what was neither found nor put is forgotten, and the rest written, if it changed. */
  settle(): void {
    const same = this.next.size === this.known.size && [...this.next].every(([path, entry]) => this.known.get(path) === entry);
    this.known = this.next;
    this.next = new Map();
    if (!same) replaceFile(diskFs, this.file, JSON.stringify(Object.fromEntries(this.known)), { durable: false });
  }
}

const stampOf = ({ ino, size, mtimeMs, ctimeMs }: Stats): string => `${ino} ${size} ${mtimeMs} ${ctimeMs}`;

function load(file: string): Map<string, { stamp: string; hash: string }> {
  const known = new Map<string, { stamp: string; hash: string }>();
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (isFsError(error, "ENOENT") || error instanceof SyntaxError) return known;
    throw error;
  }
  for (const [path, entry] of Object.entries(isObject(read) ? read : {})) {
    if (isObject(entry) && typeof entry.stamp === "string" && typeof entry.hash === "string") {
      known.set(path, { stamp: entry.stamp, hash: entry.hash });
    }
  }
  return known;
}
