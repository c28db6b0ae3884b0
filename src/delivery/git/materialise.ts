import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Repository } from "./repository.ts";
import { textBytes } from "./text.ts";

/** One file of a tree to write; the path is relative to the workspace, as latin1 text. */
export interface TreeFile {
  mode: string;
  id: string;
  path: string;
}

/**
 * Writes files of the object store below a fresh directory within `parent`, as a checkout would (line ends, filters, links), through
 * an index of its own. `root` is where the workspace's folder is in it; whoever asked removes `directory`.
 */
export async function materialise(
  { git, prefix, directory: own }: Repository,
  files: readonly TreeFile[],
  parent: string,
): Promise<{ directory: string; root: string }> {
  mkdirSync(parent, { recursive: true });
  mkdirSync(own, { recursive: true });
  const directory = mkdtempSync(join(parent, ".millrace-"));
  const indexes = mkdtempSync(join(own, "files-"));
  const env = { GIT_INDEX_FILE: join(indexes, "index") };
  const below = prefix.map((name) => `${Buffer.from(name).toString("latin1")}/`).join("");
  const input = files.map(({ mode, id, path }) => `${mode} ${id}\t${below}${path}\0`).join("");
  try {
    await git.must([...plain, "update-index", "-z", "--index-info"], { env, input: textBytes(input) });
    await git.must([...plain, "checkout-index", "-a", "-f", `--prefix=${directory}/`], { env });
    return { directory, root: join(directory, ...prefix) };
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(indexes, { recursive: true, force: true });
  }
}

/** However the operator's checkout is kept: what is asked for is written. */
const plain = ["-c", "core.sparseCheckout=false", "-c", "index.sparse=false", "-c", "core.splitIndex=false"];
