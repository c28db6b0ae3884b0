import { join } from "node:path";
import { isObject } from "../../events/is-object.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { sha256 } from "../../kernel/sha256.ts";

/** Name of the file that says what an archive holds. It is written last: without it a directory is no archive. */
export const MANIFEST = "manifest.json";

/** A file of an archive. Paths are relative to `millrace-agents/`, with "/". */
export interface ArchivedFile {
  path: string;
  bytes: number;
  /** Of its bytes as they were in the workspace. */
  sha256: string;
  /** As it lies in the archive: gzip where `path` ends in `.gz` and the original does not. */
  stored: { path: string; bytes: number; sha256: string };
  /** False for what the workspace keeps too. */
  moved: boolean;
}

/** What an archive holds; the SHA-256 of these bytes is in the log, in `log.pruned`. */
export interface ArchiveManifest {
  schema: "millrace.archive.v1";
  /** As the log names it. */
  name: string;
  product: string;
  written: string;
  workspace: { id: string; name: string };
  /** The events that it holds, and the hash that the chain has before and after them; null when it holds no segment. */
  log: { from: number; to: number; before: string; hash: string; events: number; first: string; last: string } | null;
  /** The manifest of the archive before this one, which is a blob of the log. */
  previous: string | null;
  runs: { run: string; item: string; outcome: string }[];
  /** Git refs that were let go, with the objects that they named. */
  refs: { name: string; object: string }[];
  files: ArchivedFile[];
}

export function encodeManifest(manifest: ArchiveManifest): string {
  return `${JSON.stringify(manifest, null, 1)}\n`;
}

/** The manifest that lies in a directory, with its hash; null when it holds none that can be read. */
export function readManifest(fs: Fs, archive: string): { manifest: ArchiveManifest; sha256: string } | null {
  try {
    const bytes = fs.read(join(archive, MANIFEST));
    const manifest = parseManifest(Buffer.from(bytes).toString());
    return manifest && { manifest, sha256: sha256(bytes) };
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
}

/** A manifest by its text; null for anything else. */
export function parseManifest(text: string): ArchiveManifest | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || value.schema !== "millrace.archive.v1" || !Array.isArray(value.files)) return null;
    const manifest = value as unknown as ArchiveManifest;
    return manifest.files.every(({ path, stored }) => isInside(path) && isInside(stored?.path)) ? manifest : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Paths come from a file: none may lead out of the directory. */
function isInside(path: unknown): boolean {
  return typeof path === "string" && path !== "" && !path.startsWith("/") && !path.split(/[/\\]/).includes("..");
}
