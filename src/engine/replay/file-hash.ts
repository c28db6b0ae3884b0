import { createHash } from "node:crypto";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";

const PIECE = 1024 * 1024;

/** SHA-256 of a regular file, read in pieces; null when there is none at that path, a word for what cannot be read. */
export function fileHash(fs: Fs, path: string): string | null {
  try {
    const facts = fs.facts(path);
    if (facts === null) return null;
    return facts.kind === "file" ? hashed(fs, path) : `not a file but a ${facts.kind}`;
  } catch (error) {
    if (isFsError(error, "ENOENT", "ENOTDIR")) return null;
    if (isFsError(error)) return `unreadable: ${error.code}`;
    throw error;
  }
}

function hashed(fs: Fs, path: string): string {
  const file = fs.open(path, "read");
  try {
    const digest = createHash("sha256");
    const into = new Uint8Array(Math.min(PIECE, Math.max(1, file.size())));
    for (let at = 0; ; ) {
      const got = file.read(into, at);
      if (got === 0) return digest.digest("hex");
      digest.update(into.subarray(0, got));
      at += got;
    }
  } finally {
    file.close();
  }
}
