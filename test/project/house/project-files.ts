import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const leftOut = new Set([".git", "node_modules", "dist", ".coverage"]);

/** The text of every file that is tracked or would be, by its path from the root. Without git: of every file. */
export function projectFiles(root: string): Map<string, string> {
  const listed = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  const paths = listed.status === 0 ? listed.stdout.split("\0").filter(Boolean) : walk(root, "");
  return new Map([...new Set(paths)].sort().flatMap((path) => readText(join(root, path), path)));
}

function readText(full: string, path: string): [string, string][] {
  const stat = statSync(full, { throwIfNoEntry: false }); // deleted, but still in the index
  if (!stat?.isFile() || stat.size > 4_000_000) return [];
  const bytes = readFileSync(full);
  return bytes.includes(0) ? [] : [[path, bytes.toString("utf8")]];
}

const walk = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !leftOut.has(name))
    .flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      return entry.isDirectory() ? walk(root, path) : [path];
    });
