import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { program } from "./program.ts";
import { Terminal, type TerminalOptions } from "./terminal.ts";
import { inWorkspace, Workspace } from "./workspace.ts";

/** A workspace (not yet made), and a terminal in it whose shells know `millrace`, from source, and `bun`. */
export interface Desk {
  workspace: Workspace;
  terminal: Terminal;
  /** The directory above the workspace. */
  top: string;
  /** The same workspace after it was moved below `top`. */
  moved(name: string): Workspace;
}

/** Sits somebody down at a terminal with colours in a fresh git repository; everything is cleaned up, whatever happens. */
export async function atDesk(size: Pick<TerminalOptions, "columns" | "rows">, use: (desk: Desk) => Promise<void>): Promise<void> {
  await inWorkspace({ bare: true, git: true, runtime: "bun" }, async (workspace) => {
    const top = dirname(workspace.root);
    const bin = join(top, "bin");
    mkdirSync(bin);
    const quoted = program("bun").map((word) => `'${word}'`);
    writeFileSync(join(bin, "millrace"), `#!/bin/sh\nexec ${quoted.join(" ")} "$@"\n`);
    chmodSync(join(bin, "millrace"), 0o755);
    if (process.versions.bun) symlinkSync(process.execPath, join(bin, "bun"));
    const { NO_COLOR: _, ...env } = workspace.env;
    const terminal = new Terminal({
      home: top,
      cwd: workspace.root,
      env: { ...env, HOME: top, PATH: `${bin}:${env.PATH}`, ENTRY: program("bun")[1] ?? "", ...identity },
      ...size,
    });
    const others: Workspace[] = [];
    try {
      await use({
        workspace,
        terminal,
        top,
        moved(name) {
          const other = new Workspace(join(top, name), top, "bun");
          others.push(other);
          return other;
        },
      });
    } finally {
      terminal.close();
      for (const other of others) await other.remove();
    }
  });
}

const identity = {
  GIT_AUTHOR_NAME: "Op",
  GIT_AUTHOR_EMAIL: "op@example.org",
  GIT_COMMITTER_NAME: "Op",
  GIT_COMMITTER_EMAIL: "op@example.org",
};
