import * as fs from "node:fs";
import { dirname, join } from "node:path";

/** Files by path: text, or what a link leads to, or an executable's text. */
export type OnDisk = Record<string, string | { link: string } | { run: string }>;

export function writeTree(root: string, files: OnDisk): void {
  for (const [path, content] of Object.entries(files)) {
    const full = join(root, path);
    fs.mkdirSync(dirname(full), { recursive: true });
    if (typeof content === "string") fs.writeFileSync(full, content);
    else if ("link" in content) fs.symlinkSync(content.link, full);
    else fs.writeFileSync(full, content.run, { mode: 0o755 });
  }
}

/** Every file below a directory, as `writeTree` takes them. */
export function readTree(root: string): OnDisk {
  const found: OnDisk = {};
  for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name);
    const path = full.slice(root.length + 1);
    if (entry.isSymbolicLink()) found[path] = { link: fs.readlinkSync(full) };
    else if (entry.isFile()) {
      const text = fs.readFileSync(full, "utf8");
      found[path] = fs.statSync(full).mode & 0o100 ? { run: text } : text;
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}
