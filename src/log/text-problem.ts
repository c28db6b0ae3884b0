import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { loadText } from "./load-text.ts";

/** Why the text of a blob cannot be had by its SHA-256; null where it can. Throws as the disk does. */
export function textProblem(fs: Fs, directory: string, hash: string): string | null {
  try {
    loadText(fs, directory, hash);
    return null;
  } catch (error) {
    if (error instanceof MillraceError && error.code === "log.blob") return String(error.values.problem);
    throw error;
  }
}
