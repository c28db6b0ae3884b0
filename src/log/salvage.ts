import { dirname, join } from "node:path";
import type { Fs } from "../kernel/ports/fs.ts";
import { listSegments } from "./layout.ts";
import { GENESIS } from "./line.ts";
import { readLines } from "./read-lines.ts";
import { stagingDirectory } from "./redact/staged.ts";
import type { ScanHead } from "./scan-log.ts";

/** Copies a log up to `head`, blobs included, durably. Gives how many lines of it are left behind. */
export function salvage(fs: Fs, from: string, to: string, head: ScanHead): number {
  fs.makeDirectory(to);
  const segments = listSegments(fs, from);
  const last = segments.findIndex((segment) => segment.name === head.segment);
  let lost = 0;
  for (const [index, segment] of segments.entries()) {
    const source = join(from, segment.name);
    if (index <= last) copy(fs, source, join(to, segment.name), index === last ? head.end : null);
    if (index < last) continue;
    readLines(fs, source, index === last ? head.end : 0, GENESIS, () => {
      lost++;
      return true;
    });
  }
  copyBlobs(fs, join(from, "blobs"), join(to, "blobs"));
  copyStaged(fs, stagingDirectory(from), stagingDirectory(to));
  for (const directory of [to, dirname(to)]) fs.syncDirectory(directory);
  return lost;
}

function copy(fs: Fs, from: string, to: string, size: number | null): void {
  fs.copy(from, to);
  const file = fs.open(to, "write");
  try {
    if (size !== null) file.truncate(size);
    file.sync();
  } finally {
    file.close();
  }
}

/** A redaction that was announced and not carried out yet. */
function copyStaged(fs: Fs, from: string, to: string): void {
  const names = fs.list(from);
  if (names.length === 0) return;
  fs.makeDirectory(to);
  for (const name of names) copy(fs, join(from, name), join(to, name), null);
  fs.syncDirectory(to);
}

function copyBlobs(fs: Fs, from: string, to: string): void {
  for (const shelf of fs.list(from)) {
    fs.makeDirectory(join(to, shelf));
    for (const name of fs.list(join(from, shelf))) copy(fs, join(from, shelf, name), join(to, shelf, name), null);
    fs.syncDirectory(join(to, shelf));
  }
  if (fs.facts(to)) fs.syncDirectory(to);
}
