import * as fs from "node:fs";
import { join } from "node:path";
import { attemptFiles } from "../attempt-files.ts";

/** How bubblewrap, and the way to the network, complain before a program runs (seen of bubblewrap 0.8). */
const COMPLAINT = /^(?:bwrap|sandbox): (.+)$/;
const TAIL_BYTES = 2048;

interface End {
  exit: number | null;
  spawnError: string | null;
}

/** Of an end at which the sandbox itself said that it could not be made: it is that of a program that was not started. */
export function sandboxFailure(end: End, directory: string): Partial<End> {
  if (end.exit !== 1 || end.spawnError !== null) return {};
  for (const name of [attemptFiles.stderr, attemptFiles.stdout]) {
    const [, complaint] = COMPLAINT.exec(lastLine(join(directory, name))) ?? [];
    if (complaint !== undefined) return { exit: null, spawnError: `sandbox: ${complaint}` };
  }
  return {};
}

function lastLine(path: string): string {
  const size = fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return "";
  const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
  const fd = fs.openSync(path, "r");
  try {
    fs.readSync(fd, buffer, 0, buffer.length, size - buffer.length);
  } finally {
    fs.closeSync(fd);
  }
  return buffer.toString().trimEnd().split("\n").at(-1) ?? "";
}
