import { MillraceError } from "../kernel/errors/millrace-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { loadText } from "./load-text.ts";

/** The text of a blob by its SHA-256; null where it is damaged, missing or redacted. Throws as the disk does. */
export function textOrNull(fs: Fs, directory: string, hash: string): string | null {
  try {
    return loadText(fs, directory, hash);
  } catch (error) {
    if (error instanceof MillraceError && error.code === "log.blob") return null;
    throw error;
  }
}
