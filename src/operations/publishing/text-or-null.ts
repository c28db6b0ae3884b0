import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { loadText } from "../../log/load-text.ts";

/** A text of publishing; null where it is damaged, missing or redacted: then it is made anew by the step that makes it. */
export function textOrNull(fs: Fs, directory: string, hash: string): string | null {
  try {
    return loadText(fs, directory, hash);
  } catch (error) {
    if (error instanceof MillraceError && error.code === "log.blob") return null;
    throw error;
  }
}
