import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { exampleFiles } from "./example.ts";
import { quietly } from "./shell.ts";

/** Makes the example program in a fresh directory, as a git repository where git is installed; gives the directory. */
export async function makeExample(name: string): Promise<{ directory: string; hasGit: boolean }> {
  const directory = join(mkdtempSync(join(tmpdir(), "millrace-demo-")), name);
  for (const [path, text] of Object.entries(exampleFiles)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  const hasGit = (await quietly(directory, "git", "init", "--quiet")) && (await commitAll(directory, "Receipts, as they are"));
  return { directory, hasGit };
}

/** Commits everything in the example, as its author would. */
export async function commitAll(directory: string, message: string): Promise<boolean> {
  const identity = ["-c", "user.name=Example", "-c", "user.email=example@localhost"];
  return (await quietly(directory, "git", "add", ".")) && quietly(directory, "git", ...identity, "commit", "--quiet", "-m", message);
}
