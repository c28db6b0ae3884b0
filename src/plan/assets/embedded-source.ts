import type { AssetSource } from "./asset-source.ts";

/** Assets held in memory by path, as a compiled executable carries them. */
export function embeddedSource(files: Readonly<Record<string, string>>): AssetSource {
  return {
    read: (path) => (Object.hasOwn(files, path) ? (files[path] ?? null) : null),
    list: (folder) =>
      Object.keys(files)
        .filter((path) => folder === "" || path.startsWith(`${folder}/`))
        .sort(),
  };
}
