import { fileURLToPath } from "node:url";
import type { AssetSource } from "./asset-source.ts";
import { embeddedSource } from "./embedded-source.ts";
import { folderSource } from "./folder-source.ts";

let embedded: AssetSource | null = null;

/** The assets of this Millrace: those embedded in the executable, else the folder `assets/` beside the source. */
export function packagedAssets(): AssetSource {
  return embedded ?? folderSource(fileURLToPath(new URL("../../../assets", import.meta.url)));
}

/**
 * Hands in the assets of a compiled executable, by path relative to `assets/`. Its entry file, which the build generates,
 * calls this before it imports `millrace.ts`; running from source, nothing calls it.
 */
export function embedAssets(files: Readonly<Record<string, string>>): void {
  embedded = embeddedSource(files);
}
