import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const leftOut = new Set(["node_modules", ".git", "dist", ".coverage"]);

/** A copy of the project in a temporary directory, that may be broken. */
export class Scratch {
  readonly root: string;

  constructor(project: string) {
    this.root = mkdtempSync(join(tmpdir(), "millrace-mutants-"));
    for (const name of readdirSync(project)) {
      if (!leftOut.has(name)) cpSync(join(project, name), join(this.root, name), { recursive: true, verbatimSymlinks: true });
    }
    symlinkSync(join(project, "node_modules"), join(this.root, "node_modules"));
  }

  write(texts: ReadonlyMap<string, string>): void {
    for (const [file, text] of texts) writeFileSync(join(this.root, file), text);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
