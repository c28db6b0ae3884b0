import * as fs from "node:fs";
import type { OpenFile } from "../ports/fs.ts";

const FLAGS = { read: "r", write: "r+", create: "wx+" } as const;

/** Opens a file for positioned reads and writes; `create` fails with EEXIST when it is there. */
export function openFile(path: string, how: keyof typeof FLAGS): OpenFile {
  const fd = fs.openSync(path, FLAGS[how]);
  return {
    size: () => fs.fstatSync(fd).size,
    read: (into, position) => fs.readSync(fd, into, 0, into.length, position),
    write: (bytes, position) => fs.writeSync(fd, bytes, 0, bytes.length, position),
    truncate: (size) => fs.ftruncateSync(fd, size),
    sync: () => fs.fdatasyncSync(fd),
    syncSoon: () =>
      new Promise((resolve, reject) => {
        fs.fdatasync(fd, (error) => (error ? reject(error) : resolve()));
      }),
    close: () => fs.closeSync(fd),
  };
}
