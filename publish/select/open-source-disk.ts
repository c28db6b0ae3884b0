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

/** Deno hands out names that are no UTF-8 with U+FFFD in them, as bytes too: such a name cannot be told from one that was written so. */
function nameOf(bytes: Uint8Array): string | null {
  const name = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return name.includes("\uFFFD") ? null : name;
}
