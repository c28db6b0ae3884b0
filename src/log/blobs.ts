import { dirname, join } from "node:path";
import { isObject } from "../events/is-object.ts";
import { isFsError } from "../kernel/fs-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { replaceFile } from "../kernel/replace-file.ts";
import { sha256 } from "../kernel/sha256.ts";
import { blobPath } from "./layout.ts";

/** Data of more bytes of JSON is stored by content, outside the line. */
export const INLINE_LIMIT = 16 * 1024;

/** What a line carries in place of large data. */
export interface BlobReference {
  $blob: string;
  /** Of the JSON text. */
  bytes: number;
}

export function isBlobReference(data: unknown): data is BlobReference {
  return isObject(data) && typeof data.$blob === "string" && /^[0-9a-f]{64}$/.test(data.$blob) && Number.isSafeInteger(data.bytes);
}

/** Stores JSON text by content, so that it is durable when this returns, and gives the reference to it. */
export function storeBlob(fs: Fs, directory: string, json: string): BlobReference {
  const bytes = Buffer.from(json);
  const sha = sha256(bytes);
  const path = blobPath(directory, sha);
  const home = dirname(path);
  if (fs.facts(path)?.size !== bytes.length) {
    fs.makeDirectory(home);
    replaceFile(fs, path, bytes, { durable: true });
  }
  // What was there may be younger than the last sync of the directories above it: a process may have died in between.
  for (const parent of [home, dirname(home), directory]) fs.syncDirectory(parent);
  return { $blob: sha, bytes: bytes.length };
}

/** The data that a reference stands for, or what is wrong with the blob. */
export function loadBlob(fs: Fs, directory: string, reference: BlobReference): { data: unknown } | { problem: string } {
  const name = join("blobs", reference.$blob.slice(0, 2), reference.$blob);
  let bytes: Uint8Array;
  try {
    bytes = fs.read(blobPath(directory, reference.$blob));
  } catch (error) {
    if (!isFsError(error, "ENOENT")) throw error;
    return { problem: `${name} is missing` };
  }
  if (bytes.length !== reference.bytes) return { problem: `${name} has ${bytes.length} bytes, not ${reference.bytes}` };
  if (sha256(bytes) !== reference.$blob) return { problem: `${name} does not have its hash` };
  return { data: JSON.parse(Buffer.from(bytes).toString()) };
}
