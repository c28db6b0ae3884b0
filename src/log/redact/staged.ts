import { dirname, join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import { storeBlob } from "../blobs.ts";
import type { Stub } from "./stub-line.ts";

/** Where what is to stand in place of redacted lines waits, from before it is announced until it stands there. It holds no secret. */
export function stagingDirectory(directory: string): string {
  return join(directory, "redacting");
}

const LINE = /^line-(\d+)-([0-9a-f]{64})$/;
const TEXT = /^text-([0-9a-f]{64})$/;

export interface Staged {
  /** By the SHA-256 of its bytes. */
  lines: Map<string, { seq: number; path: string }>;
  /** Hashes of texts that are to go. */
  texts: Map<string, string>;
}

/** Makes stubs and the data outside their lines durable. Nothing in the log has changed when this returns. */
export function stage(fs: Fs, directory: string, stubs: readonly Stub[], texts: readonly string[]): void {
  const home = stagingDirectory(directory);
  fs.makeDirectory(home);
  for (const { seq, sha, bytes, blob } of stubs) {
    if (blob) storeBlob(fs, directory, blob.json);
    replaceFile(fs, join(home, `line-${seq}-${sha}`), bytes, { durable: true });
  }
  for (const hash of texts) replaceFile(fs, join(home, `text-${hash}`), "", { durable: true });
  for (const parent of [home, directory, dirname(directory)]) fs.syncDirectory(parent);
}

/** What waits; null when nothing does. */
export function stagedIn(fs: Fs, directory: string): Staged | null {
  const home = stagingDirectory(directory);
  const names = fs.list(home);
  if (names.length === 0) return null;
  const staged: Staged = { lines: new Map(), texts: new Map() };
  for (const name of names) {
    const [, seq, sha] = LINE.exec(name) ?? [];
    const hash = TEXT.exec(name)?.[1];
    if (sha !== undefined) staged.lines.set(sha, { seq: Number(seq), path: join(home, name) });
    if (hash !== undefined) staged.texts.set(hash, join(home, name));
  }
  return staged;
}

/** Forgets all that waits. */
export function clearStaged(fs: Fs, directory: string): void {
  const home = stagingDirectory(directory);
  for (const name of fs.list(home)) fs.remove(join(home, name));
  if (fs.facts(home)) fs.syncDirectory(home);
}
