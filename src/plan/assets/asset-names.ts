import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { packagedAssets } from "./packaged.ts";

/** The stems of the files with that ending in a folder, of workspace and package together, sorted. */
export function assetNames(fs: Fs, root: string, folder: string, ending: string): string[] {
  const own = fs.list(join(root, "millrace-agents", folder));
  const shipped = packagedAssets()
    .list(folder)
    .map((path) => path.slice(folder.length + 1));
  const names = [...own, ...shipped].filter((name) => name.endsWith(ending) && !name.startsWith("."));
  return [...new Set(names.map((name) => name.slice(0, -ending.length)))].sort();
}
