import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What only a clone of the project uses. */
const LEFT_OUT = new Set(["demo"]);

/** The texts that an executable carries, by path relative to `assets/` with `/`, sorted. */
export function readAssets(assets: string): Record<string, string> {
  return Object.fromEntries(filesBelow(assets, "").map((path) => [path, readFileSync(join(assets, path), "utf8")]));
}

function filesBelow(assets: string, folder: string): string[] {
  return readdirSync(join(assets, folder), { withFileTypes: true })
    .filter(({ name }) => folder !== "" || !LEFT_OUT.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(assets, path) : [path];
    });
}
