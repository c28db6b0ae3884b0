import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { join, sep } from "node:path";
import { setImmediate } from "node:timers/promises";

/** A file of an attempt, by content. */
export interface Artifact {
  name: string;
  hash: string;
  bytes: number;
}

const CHUNK = 1024 * 1024;

/**
 * Names a file in an attempt's directory by content, in chunks that let others run. Null when it is not there, is no
 * regular file, or lies outside the directory by its name or by a link: an agent's word is not a path.
 */
export async function artifactIn(directory: string, name: string): Promise<Artifact | null> {
  const path = containedPath(directory, name);
  if (path === null) return null;
  const fd = fs.openSync(path, "r");
  try {
    const digest = createHash("sha256");
    const buffer = new Uint8Array(Math.min(CHUNK, Math.max(1, fs.fstatSync(fd).size)));
    let bytes = 0;
    for (;;) {
      const length = fs.readSync(fd, buffer, 0, buffer.length, bytes);
      if (length === 0) return { name, hash: digest.digest("hex"), bytes };
      digest.update(buffer.subarray(0, length));
      bytes += length;
      await setImmediate();
    }
  } finally {
    fs.closeSync(fd);
  }
}

/** The real path of a regular file inside a directory, null for anything else. */
export function containedPath(directory: string, name: string): string | null {
  const path = join(directory, name);
  if (!fs.lstatSync(path, { throwIfNoEntry: false })?.isFile()) return null;
  return fs.realpathSync(path).startsWith(fs.realpathSync(directory) + sep) ? path : null;
}
