import * as fs from "node:fs";
import { join } from "node:path";
import { attemptFiles } from "../attempt-files.ts";

const ROOM_BYTES = 64 * 1024;

/** An attempt's output on its way to disk, never more than `limit` bytes of it. */
export interface OutputFiles {
  /** False when there is no room left, or the disk refused. */
  take(stream: "stdout" | "stderr", bytes: Uint8Array): boolean;
  written(): number;
  /** Why the disk refused, null if it did not. */
  trouble(): string | null;
  /** fsync and close. */
  close(): void;
}

/** Opens stdout.txt and stderr.txt in `directory`; with `merge` everything goes to the first. `full` is told once. */
export function openOutputs(directory: string, merge: boolean, limit: number, full: () => void): OutputFiles {
  const open = (name: string): number => fs.openSync(join(directory, name), "a", 0o600);
  const stdout = open(attemptFiles.stdout);
  const stderr = merge ? stdout : open(attemptFiles.stderr);
  let written = 0;
  let trouble: string | null = null;
  return {
    take(stream, bytes) {
      if (trouble !== null) return false;
      const room = bytes.subarray(0, Math.max(0, limit - written));
      try {
        for (let at = 0; at < room.length; ) at += fs.writeSync(stream === "stdout" ? stdout : stderr, room, at);
        written += room.length;
      } catch (error) {
        trouble = error instanceof Error ? error.message : String(error);
      }
      if (trouble === null && room.length === bytes.length) return true;
      full();
      return false;
    },
    written: () => written,
    trouble: () => trouble,
    close() {
      if (trouble !== null) makeRoom(stdout);
      for (const fd of new Set([stdout, stderr])) {
        fs.fsyncSync(fd);
        fs.closeSync(fd);
      }
    },
  };
}

/** A full disk would refuse the outcome too, which is worth more than the end of a flood. */
function makeRoom(fd: number): void {
  fs.ftruncateSync(fd, Math.max(0, fs.fstatSync(fd).size - ROOM_BYTES));
}
