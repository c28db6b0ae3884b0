import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { entryText } from "./entry-text.ts";
import { readAssets } from "./read-assets.ts";

const root = join(import.meta.dirname, "../..");

/**
 * What `bun build` is told. Bytecode needs the module format to be named, as the entry awaits at its top level. Splitting
 * leaves what a command imports lazily out of its start (9 ms instead of 19 ms for `--version`). An executable must not
 * take a .env or a bunfig.toml from the directory that it is started in: in a workspace, a stage could have written them.
 */
const FLAGS = [
  "--compile",
  "--minify",
  "--keep-names",
  "--bytecode",
  "--format=esm",
  "--splitting",
  "--no-compile-autoload-dotenv",
  "--no-compile-autoload-bunfig",
];

/** How building went; `words` are Bun's own. */
export type Compiled = { ok: true; words: string } | { ok: false; words: string };

/** Builds the one executable, of this machine's kind, that needs neither Bun nor sources. Only under Bun. */
export function compileExecutable(outfile: string): Compiled {
  if (process.versions.bun === undefined) return { ok: false, words: "Only Bun can build the executable: bun run build" };
  const directory = mkdtempSync(join(tmpdir(), "millrace-build-"));
  try {
    const entry = join(directory, "millrace.ts");
    writeFileSync(entry, entryText(root, readAssets(join(root, "assets"))));
    const build = spawnSync(process.execPath, ["build", ...FLAGS, "--outfile", outfile, entry], { cwd: root, encoding: "utf8" });
    const words = `${build.stdout}${build.stderr}`.trim();
    return build.status === 0 ? { ok: true, words } : { ok: false, words: words || `bun build ended with ${build.status ?? build.signal}` };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
