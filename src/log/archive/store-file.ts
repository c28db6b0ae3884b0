import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Fs, OpenFile } from "../../kernel/ports/fs.ts";
import { sha256 } from "../../kernel/sha256.ts";
import { writeAll } from "../write-all.ts";
import type { ArchivedFile } from "./manifest.ts";

const CHUNK = 4 * 1024 * 1024;
/** A larger file is stored as it is: what is compressed is held in memory as a whole. */
const COMPRESSED_LIMIT = 256 * 1024 * 1024;
/** Below this a file takes one block either way. */
const WORTH_COMPRESSING = 4096;

/** Copies a file into an archive, durable but for its directory, and reads it back. Throws as the disk does, and when it is not what was written. */
export function storeFile(fs: Fs, from: string, archive: string, path: string, moved: boolean): ArchivedFile {
  const size = fs.facts(from)?.size ?? 0;
  if (size > COMPRESSED_LIMIT) return storeLarge(fs, from, archive, path, moved);
  const bytes = fs.read(from);
  const packed = bytes.length < WORTH_COMPRESSING ? bytes : gzipSync(bytes);
  const smaller = packed.length < bytes.length;
  const kept = smaller ? packed : bytes;
  const stored = { path: smaller ? `${path}.gz` : path, bytes: kept.length, sha256: sha256(kept) };
  const to = join(archive, stored.path);
  fs.makeDirectory(dirname(to));
  fs.write(to, kept);
  sync(fs, to);
  const back = fs.read(to);
  if (sha256(back) !== stored.sha256) throw new Error(`${to} does not read as it was written`);
  const file = { path, bytes: bytes.length, sha256: sha256(bytes), stored, moved };
  if (smaller && sha256(gunzipSync(back)) !== file.sha256) throw new Error(`${to} does not unpack to what was packed`);
  return file;
}

/** The bytes of an archived file as they were in the workspace, or what is wrong with it. */
export function loadStored(fs: Fs, archive: string, file: ArchivedFile): Uint8Array | { problem: string } {
  const path = join(archive, file.stored.path);
  if (fs.facts(path)?.kind !== "file") return { problem: "it is missing" };
  const stored = fs.read(path);
  if (sha256(stored) !== file.stored.sha256) return { problem: "its bytes do not have the hash of the manifest" };
  const bytes = isPacked(file) ? gunzipSync(stored) : stored;
  return sha256(bytes) === file.sha256 ? bytes : { problem: "it does not unpack to the file that was archived" };
}

export function isPacked(file: ArchivedFile): boolean {
  return file.stored.path !== file.path;
}

/** The SHA-256 of a file, read in pieces. */
export function hashFile(fs: Fs, path: string): string {
  const hash = createHash("sha256");
  const file = fs.open(path, "read");
  try {
    eachChunk(file, (chunk) => hash.update(chunk));
  } finally {
    file.close();
  }
  return hash.digest("hex");
}

function storeLarge(fs: Fs, from: string, archive: string, path: string, moved: boolean): ArchivedFile {
  const to = join(archive, path);
  fs.makeDirectory(dirname(to));
  fs.write(to, "");
  const hash = createHash("sha256");
  let bytes = 0;
  const source = fs.open(from, "read");
  const target = fs.open(to, "write");
  try {
    eachChunk(source, (chunk, at) => {
      hash.update(chunk);
      writeAll(target, chunk, at);
      bytes = at + chunk.length;
    });
    target.sync();
  } finally {
    source.close();
    target.close();
  }
  const sha = hash.digest("hex");
  if (hashFile(fs, to) !== sha) throw new Error(`${to} does not read as it was written`);
  return { path, bytes, sha256: sha, stored: { path, bytes, sha256: sha }, moved };
}

function eachChunk(file: OpenFile, give: (chunk: Uint8Array, at: number) => void): void {
  const buffer = new Uint8Array(CHUNK);
  for (let at = 0; ; ) {
    const got = file.read(buffer, at);
    if (got === 0) return;
    give(buffer.subarray(0, got), at);
    at += got;
  }
}

function sync(fs: Fs, path: string): void {
  const file = fs.open(path, "write");
  try {
    file.sync();
  } finally {
    file.close();
  }
}
