import { randomBytes } from "node:crypto";
import { lstat, mkdir, open, readdir, readFile, readlink, rename, stat } from "node:fs/promises";

/**
 * The file system as isomorphic-git may see it: it reads everything, and writes only where it is allowed to, each file whole, durable
 * and by a rename. Other writes vanish: it would update refs, configuration and the index in ways that are not git's.
 * `instead` holds files that it shall see in place of what is there.
 */
export function guardedFs(mayWrite: (path: string) => boolean, instead: ReadonlyMap<string, string> = new Map()) {
  const promises = {
    readFile: async (path: string, options?: { encoding?: "utf8" } | "utf8") => {
      const text = instead.get(path);
      const encoding = typeof options === "string" ? options : options?.encoding;
      if (text === undefined) return encoding === undefined ? readFile(path) : readFile(path, encoding);
      return encoding === "utf8" ? text : Buffer.from(text);
    },
    writeFile: async (path: string, data: string | Uint8Array) => {
      if (mayWrite(path)) await writeWhole(path, data);
    },
    mkdir: async (path: string) => {
      if (mayWrite(path)) await mkdir(path);
    },
    stat,
    lstat,
    readdir: (path: string) => readdir(path),
    readlink: (path: string) => readlink(path),
    rmdir: () => Promise.resolve(),
    unlink: () => Promise.resolve(),
    symlink: () => Promise.resolve(),
    chmod: () => Promise.resolve(),
  };
  return { promises };
}

async function writeWhole(path: string, data: string | Uint8Array): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  const file = await open(aside, "wx", 0o444);
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, path);
}
