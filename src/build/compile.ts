import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { compileExecutable } from "./compile-executable.ts";

// bun run build [FILE]: the executable, dist/millrace by default.

const [file, ...more] = process.argv.slice(2);
if (more.length > 0 || file?.startsWith("-")) {
  process.stderr.write(`Usage: bun run build [FILE], with the executable's name; dist/millrace without one\n`);
  process.exit(file === "--help" ? 0 : 2);
}
const outfile = file === undefined ? join(import.meta.dirname, "../../dist/millrace") : resolve(file);
const { ok, words } = compileExecutable(outfile);
if (ok) process.stdout.write(`${outfile}  ${Math.round(statSync(outfile).size / 1e6)} MB\n`);
else process.stderr.write(`${words}\n`);
process.exitCode = ok ? 0 : 1;
