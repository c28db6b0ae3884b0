import { join } from "node:path";
import type { Fs } from "../kernel/ports/fs.ts";
import { cutDirectory, stamp } from "./layout.ts";
import { refuseIfGrown } from "./refuse-if-grown.ts";
import { writeAll } from "./write-all.ts";

const CHUNK = 1024 * 1024;

/** Bytes at the end of a segment. */
interface Torn {
  segment: string;
  offset: number;
  bytes: number;
}

/**
 * Moves torn bytes to a file of their own, durable before they leave the segment. Gives its path below the log. Throws `log.fenced`
 * when they are not the end of the segment any more.
 */
export function cutTail(fs: Fs, directory: string, torn: Torn, seq: number, wall: number): string {
  const home = cutDirectory(directory);
  fs.makeDirectory(home);
  const taken = new Set(fs.list(home));
  let name = `${seq}-${stamp(wall)}.bin`;
  for (let again = 2; taken.has(name); again++) name = `${seq}-${stamp(wall)}-${again}.bin`;

  const from = fs.open(join(directory, torn.segment), "write");
  const to = fs.open(join(home, name), "create");
  try {
    const bytes = Buffer.allocUnsafe(CHUNK);
    for (let moved = 0; ; ) {
      const got = from.read(bytes, torn.offset + moved);
      if (got === 0) break;
      writeAll(to, bytes.subarray(0, got), moved);
      moved += got;
    }
    to.sync();
    fs.syncDirectory(home);
    fs.syncDirectory(directory);
    refuseIfGrown(from, torn.segment, torn.offset + torn.bytes);
    from.truncate(torn.offset);
    from.sync();
  } finally {
    to.close();
    from.close();
  }
  return `cut/${name}`;
}

/** The files, below the log, that hold what was cut off at event `seq`: no event is there yet that tells of them. */
export function cutsAt(fs: Fs, directory: string, seq: number): string[] {
  return fs
    .list(cutDirectory(directory))
    .filter((name) => name.startsWith(`${seq}-`))
    .sort()
    .map((name) => `cut/${name}`);
}
