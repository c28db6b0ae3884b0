import { MillraceError } from "../kernel/errors/millrace-error.ts";
import { isFsError } from "../kernel/fs-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { sha256 } from "../kernel/sha256.ts";
import { blobPath, tombstonePath } from "./layout.ts";

/** The problem of a text that `log redact` took out. */
export const REDACTED = "it was redacted";

/** The text of a blob by its SHA-256 (plans, prompts). Throws `log.blob` when it is missing or is not what its name says. */
export function loadText(fs: Fs, directory: string, hash: string): string {
  let bytes: Uint8Array;
  try {
    bytes = fs.read(blobPath(directory, hash));
  } catch (error) {
    if (!isFsError(error, "ENOENT")) throw error;
    const redacted = fs.facts(tombstonePath(directory, hash)) !== null;
    throw new MillraceError("log.blob", { hash, problem: redacted ? REDACTED : "it is missing" });
  }
  if (sha256(bytes) !== hash) throw new MillraceError("log.blob", { hash, problem: "its bytes do not have its hash" });
  return Buffer.from(bytes).toString();
}
