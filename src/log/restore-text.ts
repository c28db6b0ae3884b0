import type { Fs } from "../kernel/ports/fs.ts";
import { storeBlob } from "./blobs.ts";
import { blobPath } from "./layout.ts";
import { REDACTED } from "./load-text.ts";
import { textProblem } from "./text-problem.ts";

/** Stores a text again that is missing or damaged under its SHA-256, durably. One that was redacted stays away. Throws as the disk does. */
export function restoreText(fs: Fs, directory: string, { hash, text }: { hash: string; text: string }): void {
  const problem = textProblem(fs, directory, hash);
  if (problem === null || problem === REDACTED) return;
  const path = blobPath(directory, hash);
  if (fs.facts(path) !== null) fs.remove(path);
  storeBlob(fs, directory, text);
}
