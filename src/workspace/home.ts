import { join } from "node:path";
import { isFsError } from "../kernel/fs-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { replaceFile } from "../kernel/replace-file.ts";
import { sha256 } from "../kernel/sha256.ts";
import type { Layout } from "./layout.ts";

/**
 * Says that the workspace lives here. "elsewhere": it was moved or copied since its last owner, so that process ids in
 * `.owner/` and in live attempts may be those of the original and must be neither signalled nor believed.
 * Every owner calls it once it has the lock. `realRoot` is the root without symbolic links; its hash is kept, because
 * nothing below `millrace-agents/` holds an absolute path.
 */
export function markHome(fs: Fs, layout: Layout, realRoot: string): "new" | "same" | "elsewhere" {
  const known = homeOf(fs, layout);
  if (known === sha256(realRoot)) return "same";
  fs.makeDirectory(layout.owner);
  replaceFile(fs, path(layout), `${sha256(realRoot)}\n`, { durable: true });
  return known === null ? "new" : "elsewhere";
}

/** True when `.owner/` was written here and not carried here by a copy, so that `holder.json` may be believed. */
export function isHome(fs: Fs, layout: Layout, realRoot: string): boolean {
  return homeOf(fs, layout) === sha256(realRoot);
}

function path(layout: Layout): string {
  return join(layout.owner, "home");
}

function homeOf(fs: Fs, layout: Layout): string | null {
  try {
    return Buffer.from(fs.read(path(layout)))
      .toString("utf8")
      .trim();
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
}
