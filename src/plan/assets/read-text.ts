import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";

/** Largest file that is taken into a plan, in bytes. */
const maxBytes = 256 * 1024;

export type ReadText = { ok: true; text: string } | { ok: false; missing: boolean; problem: string; fix: string };

/** Reads a UTF-8 file verbatim, its byte order mark included, so that equal text means equal bytes. */
export function readText(fs: Fs, path: string): ReadText {
  try {
    const bytes = fs.read(path);
    if (bytes.length > maxBytes) return refuse(`It has ${bytes.length} bytes`, `Keep it under ${maxBytes} bytes`);
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (isFsError(error, "ENOENT", "ENOTDIR")) return { ok: false, missing: true, problem: "It does not exist", fix: "Create it" };
    // Deno and Bun both throw a TypeError for bytes that are not UTF-8.
    if (error instanceof TypeError) return refuse("It is not UTF-8 text", "Save it as UTF-8");
    if (isFsError(error)) return refuse(`It cannot be read (${error.code})`, "Make it a file that this user can read");
    throw error;
  }
}

function refuse(problem: string, fix: string): ReadText {
  return { ok: false, missing: false, problem, fix };
}
