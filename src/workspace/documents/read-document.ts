import { isFsError } from "../../kernel/fs-error.ts";
import type { FileFacts, Fs } from "../../kernel/ports/fs.ts";
import { sha256 } from "../../kernel/sha256.ts";

/** Largest document in bytes: what a person or an agent writes is far below. */
export const MAX_DOCUMENT_BYTES = 1024 * 1024;

export type ReadDocument =
  | { ok: true; revision: string; bytes: Uint8Array }
  | { ok: false; kind: "unusable" | "unreadable" | "too-large"; problem: string; fix: string; gone: boolean };

/** The bytes of a document and their hash. Reads regular files only; `facts` are those of the path itself. */
export function readDocument(fs: Fs, path: string, facts: FileFacts): ReadDocument {
  if (facts.kind !== "file") {
    const what =
      facts.kind === "symlink" ? "a symbolic link, which is not followed" : facts.kind === "directory" ? "a directory" : "no regular file";
    return { ok: false, kind: "unusable", problem: `It is ${what}`, fix: "Put a regular file in its place, or remove it", gone: false };
  }
  if (facts.size > MAX_DOCUMENT_BYTES) {
    return {
      ok: false,
      kind: "too-large",
      problem: `It has ${facts.size} bytes`,
      fix: `Keep it under ${MAX_DOCUMENT_BYTES} bytes`,
      gone: false,
    };
  }
  try {
    const bytes = fs.read(path);
    return { ok: true, revision: sha256(bytes), bytes };
  } catch (error) {
    if (!isFsError(error)) throw error;
    return {
      ok: false,
      kind: "unreadable",
      problem: `It cannot be read (${error.code})`,
      fix: "Make it a file that this user can read",
      gone: error.code === "ENOENT",
    };
  }
}

/** The text of bytes, its byte order mark included, so that equal text means equal bytes; null when they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
