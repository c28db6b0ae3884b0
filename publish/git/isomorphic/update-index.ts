import { createHash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, lstatSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isFsError } from "../../../src/kernel/fs-error.ts";
import type { FileChange } from "../port.ts";
import { hashFile } from "./hash-file.ts";

const HEADER = 12;
const FIXED = 62;

interface RawEntry {
  path: string;
  key: Buffer;
  mode: number;
  oid: string;
  stage: number;
  bytes: Buffer;
}

/**
 * Lets the index of a worktree follow changes that were committed: an entry that is as it was before takes the new state, one that has it
 * already is noted afresh, all others stay. Under git's own lock; gives why it could not, or null. `try` writes nothing.
 * Extensions, which git rebuilds, are dropped (gitformat-index(5); version 2 or 3).
 */
export function updateIndex(
  root: string,
  index: string,
  changes: readonly FileChange[],
  how: "try" | "write",
): { problem: string; locked: boolean } | null {
  if (how === "try") return existsSync(`${index}.lock`) ? locked(index) : staged(readEntries(index).entries, changes);
  const lock = lockFile(index);
  if (lock === null) return locked(index);
  let placed = false;
  try {
    const { version, entries } = readEntries(index);
    const problem = staged(entries, changes);
    if (problem) return problem;
    const gone = new Set(changes.map(({ path }) => path));
    const made = changes.flatMap(({ path, after }) => (after ? [entryOf(root, path, after)] : []));
    const all = [...entries.filter(({ path }) => !gone.has(path)), ...made].sort(
      (one, other) => Buffer.compare(one.key, other.key) || one.stage - other.stage,
    );
    const header = Buffer.alloc(HEADER);
    header.write("DIRC", "latin1");
    header.writeUInt32BE(version, 4);
    header.writeUInt32BE(all.length, 8);
    const body = Buffer.concat([header, ...all.map(({ bytes }) => bytes)]);
    writeFileSync(lock, Buffer.concat([body, createHash("sha1").update(body).digest()]));
    fsyncSync(lock);
    renameSync(`${index}.lock`, index);
    placed = true;
    return null;
  } finally {
    closeSync(lock);
    // Once placed, a lock there is somebody else's.
    if (!placed) rmSync(`${index}.lock`, { force: true });
  }
}

const locked = (index: string) => ({ problem: `another git holds ${index}.lock`, locked: true });

function staged(entries: readonly RawEntry[], changes: readonly FileChange[]): { problem: string; locked: boolean } | null {
  const known = new Map(entries.map((entry) => [entry.path, entry]));
  for (const { path, before, after } of changes) {
    const entry = known.get(path);
    const now = entry === undefined ? null : `${entry.mode.toString(8)} ${entry.oid} ${entry.stage}`;
    const isOneOf = [before, after].some((state) => now === (state === null ? null : `${state.mode} ${state.oid} 0`));
    if (!isOneOf) return { problem: `"${path}" is staged with other content than is published`, locked: false };
  }
  return null;
}

function readEntries(index: string): { version: number; entries: RawEntry[] } {
  if (!existsSync(index)) return { version: 2, entries: [] };
  const bytes = readFileSync(index);
  const entries: RawEntry[] = [];
  let at = HEADER;
  for (let count = bytes.readUInt32BE(8); count > 0; count--) {
    const flags = bytes.readUInt16BE(at + 60);
    const name = at + FIXED + ((flags & 0x4000) === 0 ? 0 : 2);
    const end = bytes.indexOf(0, name);
    const next = at + (Math.floor((end - at) / 8) + 1) * 8;
    const key = bytes.subarray(name, end);
    entries.push({
      path: key.toString("utf8"),
      key,
      mode: bytes.readUInt32BE(at + 24),
      oid: bytes.toString("hex", at + 40, at + 60),
      stage: (flags >> 12) & 3,
      bytes: bytes.subarray(at, next),
    });
    at = next;
  }
  return { version: bytes.readUInt32BE(4), entries };
}

/** An entry with the file's times, so that git need not read it again; without them where the file is another by now. */
function entryOf(root: string, path: string, { mode, oid }: NonNullable<FileChange["after"]>): RawEntry {
  const key = Buffer.from(path);
  const bytes = Buffer.alloc((Math.floor((FIXED + key.length) / 8) + 1) * 8);
  const absolute = join(root, path);
  const stat = lstatSync(absolute, { throwIfNoEntry: false, bigint: true });
  const plain = stat && lstatSync(absolute, { throwIfNoEntry: false });
  if (stat && plain && (plain.isFile() || plain.isSymbolicLink()) && hashFile(absolute, plain).oid === oid) {
    const times = [
      stat.ctimeNs / 1_000_000_000n,
      stat.ctimeNs % 1_000_000_000n,
      stat.mtimeNs / 1_000_000_000n,
      stat.mtimeNs % 1_000_000_000n,
    ];
    const facts = [...times, stat.dev, stat.ino];
    for (const [at, fact] of facts.entries()) bytes.writeUInt32BE(Number(fact & 0xffffffffn), at * 4);
    bytes.writeUInt32BE(plain.uid, 28);
    bytes.writeUInt32BE(plain.gid, 32);
    bytes.writeUInt32BE(Number(stat.size & 0xffffffffn), 36);
  }
  bytes.writeUInt32BE(Number.parseInt(mode, 8), 24);
  bytes.write(oid, 40, "hex");
  bytes.writeUInt16BE(Math.min(key.length, 0xfff), 60);
  key.copy(bytes, FIXED);
  return { path, key, mode: Number.parseInt(mode, 8), oid, stage: 0, bytes };
}

function lockFile(index: string): number | null {
  try {
    return openSync(`${index}.lock`, "wx", 0o644);
  } catch (error) {
    if (isFsError(error, "EEXIST")) return null;
    throw error;
  }
}
