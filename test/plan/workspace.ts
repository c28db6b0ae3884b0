import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "@std/testing/bdd";

const made: string[] = [];

/** A fresh directory with these files, removed after the test. Call `removeWorkspaces()` once in the describe block. */
export function workspaceWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), "millrace-plan-"));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

export function removeWorkspaces(): void {
  afterEach(() => {
    for (const root of made.splice(0)) rmSync(root, { recursive: true });
  });
}
