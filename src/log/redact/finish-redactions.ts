import { dirname, join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import { blobPath, listSegments, snapshotDirectory, tombstonePath } from "../layout.ts";
import { GENESIS } from "../line.ts";
import { readLog } from "../read-log.ts";
import { namedBlobs } from "./named-blobs.ts";
import { rewriteSegment } from "./rewrite-segment.ts";
import { clearStaged, type Staged, stagedIn } from "./staged.ts";

/**
 * Carries out what events of the log announce and what still waits: the bytes go from segments, blobs and snapshots. The
 * caller owns the log and lets nobody write meanwhile. Doing it again does no harm, so a crash is made good by the next owner.
 * What waits and was never announced is forgotten. `forget` is to see to what others derived from the log, durably, while it is
 * still known that something is to be done. Gives whether anything was done.
 */
export function finishRedactions(fs: Fs, directory: string, forget: () => void = () => undefined): boolean {
  const staged = stagedIn(fs, directory);
  if (!staged) return false;
  const announced = announcements(fs, directory, staged);
  if (announced.lines.size > 0 || announced.texts.length > 0) {
    const segments = listSegments(fs, directory);
    for (const [index, segment] of segments.entries()) {
      const last = segments[index + 1]?.first ?? Number.POSITIVE_INFINITY;
      const here = new Map([...announced.lines].filter(([seq]) => seq >= segment.first && seq < last));
      if (here.size > 0) rewriteSegment(fs, directory, segment, GENESIS, here);
    }
    removeBlobs(fs, directory, announced);
    forgetSnapshots(fs, directory);
    forget();
  }
  clearStaged(fs, directory);
  return true;
}

interface Announced {
  lines: Map<number, Uint8Array>;
  /** Blobs that lines were redacted of, and texts. */
  blobs: Set<string>;
  texts: string[];
}

function announcements(fs: Fs, directory: string, staged: Staged): Announced {
  const announced: Announced = { lines: new Map(), blobs: new Set(), texts: [] };
  const { end } = readLog({
    fs,
    directory,
    onEvent({ type, data }) {
      if (type === "log.redacted") {
        const { seq, stub, blob } = data as { seq: number; stub: string; blob: { from: string } | null };
        const waiting = staged.lines.get(stub);
        if (waiting?.seq !== seq) return;
        announced.lines.set(seq, fs.read(waiting.path));
        if (blob) announced.blobs.add(blob.from);
      }
      if (type === "text.redacted") {
        const { blob } = data as { blob: string };
        if (staged.texts.has(blob)) announced.texts.push(blob);
      }
    },
  });
  if (end.kind !== "whole") throw new Error(`A log that ends ${end.kind} is not redacted`);
  return announced;
}

/** A blob goes unless a line still names it: the same data may stand in another event. */
function removeBlobs(fs: Fs, directory: string, { blobs, texts }: Announced): void {
  const going = new Set(blobs);
  if (going.size > 0) for (const name of namedBlobs(fs, directory)) going.delete(name);
  for (const hash of texts) {
    replaceFile(fs, tombstonePath(directory, hash), "", { durable: true });
    going.add(hash);
  }
  for (const hash of going) {
    const path = blobPath(directory, hash);
    for (const one of [path, `${path}.tmp`]) fs.remove(one);
    fs.syncDirectory(dirname(path));
  }
}

/** They hold states that were folded before; so may what a crash left of one. */
function forgetSnapshots(fs: Fs, directory: string): void {
  const home = snapshotDirectory(directory);
  for (const name of fs.list(home)) fs.remove(join(home, name));
  if (fs.facts(home)) fs.syncDirectory(home);
}
