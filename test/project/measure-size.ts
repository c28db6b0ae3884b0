import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { projectFiles } from "./house/project-files.ts";

// bun run size: how long the files are, and how large the program is when it is bundled.
const root = join(import.meta.dirname, "..", "..");
const files = [...projectFiles(root)].filter(([path]) => path.endsWith(".ts") && !path.includes("/fixtures/"));

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

function lines(title: string, belongs: (path: string) => boolean): number {
  const sorted = files
    .filter(([path]) => belongs(path))
    .map(([, text]) => text.split("\n").length - 1)
    .sort((a, b) => a - b);
  const sum = sorted.reduce((total, count) => total + count, 0);
  console.log(
    `${title}: ${sorted.length} files, ${sum} lines; median ${at(sorted, 0.5)}, p90 ${at(sorted, 0.9)}, most ${sorted.at(-1) ?? 0}`,
  );
  return sum;
}

const product = lines("product", (path) => /^(src|machines|publish)\/|^millrace\.ts$/.test(path));
const tests = lines("tests", (path) => path.startsWith("test/"));
console.log(`tests to product: ${(tests / Math.max(1, product)).toFixed(2)}`);

const folder = mkdtempSync(join(tmpdir(), "millrace-size-"));
try {
  const built = spawnSync(process.execPath, ["build", "millrace.ts", "--target=bun", "--minify", "--splitting", `--outdir=${folder}`], {
    cwd: root,
    encoding: "utf8",
  });
  if (built.status !== 0) throw new Error(`Cannot bundle millrace.ts: ${built.stderr}`);
  const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
  const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;
  console.log(
    `bundle: ${kilobytes(sizes.reduce((total, size) => total + size, 0))} in ${sizes.length} files; the entry ${kilobytes(statSync(join(folder, "millrace.js")).size)}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
