import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { AssetSource } from "./asset-source.ts";

/** Assets on disk, as they stand when Millrace runs from source. Not through the port: a simulated disk has no package on it. */
export function folderSource(directory: string): AssetSource {
  return {
    read(path) {
      try {
        return readFileSync(join(directory, path), "utf8");
      } catch (error) {
        if (isFsError(error, "ENOENT", "ENOTDIR", "EISDIR")) return null;
        throw error;
      }
    },
    list: (folder) => filesBelow(directory, folder).sort(),
  };
}

function filesBelow(directory: string, folder: string): string[] {
  try {
    return readdirSync(join(directory, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(directory, path) : [path];
    });
  } catch (error) {
    if (isFsError(error, "ENOENT", "ENOTDIR")) return [];
    throw error;
  }
}
