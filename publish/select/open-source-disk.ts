import * as fs from "node:fs";
import { dirname, join, sep } from "node:path";
import { isFsError } from "../../src/kernel/fs-error.ts";
import { sightOf } from "./sight.ts";
import type { SourceDisk, SourceFacts } from "./source-disk.ts";

/** The workspace at `root`, which is absolute. */
export function openSourceDisk(root: string): SourceDisk {
  const real = fs.realpathSync(root);
  return {
    facts: (path) => factsOf(join(root, path)),
    list(path) {
      try {
        return { names: fs.readdirSync(join(root, path), { encoding: "buffer" }).map(nameOf) };
      } catch (error) {
        if (isFsError(error)) return { code: error.code };
        throw error;
      }
    },
    readLink: (path) => fs.readlinkSync(join(root, path)),
    realDirectory(path) {
      try {
        const directory = fs.realpathSync(path === "." ? root : dirname(join(root, path)));
        return directory === real || directory.startsWith(real + sep) ? "inside" : "outside";
      } catch (error) {
        if (isFsError(error, "ENOENT", "ENOTDIR")) return "missing";
        throw error;
      }
    },
  };
}

function factsOf(path: string): SourceFacts | null {
  try {
    const stat = fs.lstatSync(path, { throwIfNoEntry: false });
    return stat ? { kind: kindOf(stat), mode: stat.mode & 0o7777, size: stat.size, sight: sightOf(stat) } : null;
  } catch (error) {
    if (isFsError(error, "ENOTDIR")) return null;
    throw error;
  }
}

function kindOf(stat: fs.Stats): SourceFacts["kind"] {
  if (stat.isFile()) return "file";
  if (stat.isDirectory()) return "directory";
  return stat.isSymbolicLink() ? "symlink" : "other";
}

function nameOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
