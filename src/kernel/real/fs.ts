import * as fs from "node:fs";
import { isFsError } from "../fs-error.ts";
import type { FileFacts, Fs } from "../ports/fs.ts";
import { openFile } from "./open-file.ts";

/** The machine's disk through node:fs, the same on Bun and Deno. */
export const diskFs: Fs = {
  open: openFile,
  read: (path) => fs.readFileSync(path),
  write: (path, bytes, mode = 0o644) => fs.writeFileSync(path, bytes, { mode }),
  append: (path, bytes) => fs.appendFileSync(path, bytes),
  claim(path, bytes) {
    let fd: number;
    try {
      fd = fs.openSync(path, "wx");
    } catch (error) {
      if (isFsError(error, "EEXIST")) return false;
      throw error;
    }
    try {
      fs.writeSync(fd, bytes as string);
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
    return true;
  },
  facts(path) {
    const stat = statOf(path);
    return stat ? { kind: kindOf(stat), size: stat.size, modified: stat.mtimeMs, mode: stat.mode & 0o7777 } : null;
  },
  list(path) {
    try {
      return fs.readdirSync(path);
    } catch (error) {
      if (isFsError(error, "ENOENT")) return [];
      throw error;
    }
  },
  makeDirectory: (path) => void fs.mkdirSync(path, { recursive: true }),
  rename: (from, to) => fs.renameSync(from, to),
  remove: (path) => fs.rmSync(path, { force: true }),
  removeTree: (path) => fs.rmSync(path, { force: true, recursive: true }),
  copy: (from, to) => fs.copyFileSync(from, to),
  syncDirectory(path) {
    const fd = fs.openSync(path, "r");
    try {
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
  },
  free(path) {
    const disk = fs.statfsSync(path);
    return disk.bavail * disk.bsize;
  },
};

function kindOf(stat: fs.Stats): FileFacts["kind"] {
  if (stat.isFile()) return "file";
  if (stat.isDirectory()) return "directory";
  return stat.isSymbolicLink() ? "symlink" : "other";
}

/** Nothing is below a file either: ENOTDIR says the same as ENOENT. */
function statOf(path: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (isFsError(error, "ENOTDIR")) return undefined;
    throw error;
  }
}
