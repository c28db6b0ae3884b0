import { join } from "node:path";
import { isFsError } from "../kernel/fs-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { replaceFile } from "../kernel/replace-file.ts";
import { sha256 } from "../kernel/sha256.ts";
import type { Layout } from "./layout.ts";

/** Where a workspace lies. */
export interface Here {
  /** Its root without symbolic links. */
  path: string;
  /** What the root is, by device and inode: a move leaves it, a copy has another. Null where there is none. */
  identity: string | null;
}

/**
 * Says that the workspace lives here, and by which token its processes are known. "elsewhere": it was copied since its last
 * owner (or moved to another disk), so that process ids in `.owner/` and in live attempts may be those of the original and must
 * be neither signalled nor believed. Every owner calls it once it has the lock. The path's hash is kept, because nothing below
 * `millrace-agents/` holds an absolute path.
 */
export function markHome(fs: Fs, layout: Layout, here: Here, token: string): "new" | "same" | "moved" | "elsewhere" {
  const known = homeOf(fs, layout);
  const now = { path: sha256(here.path), identity: here.identity ?? "", token };
  if (known?.path === now.path && known.identity === now.identity && known.token === token) return "same";
  fs.makeDirectory(layout.owner);
  replaceFile(fs, path(layout), `${now.path}\n${now.identity}\n${now.token}\n`, { durable: true });
  if (known === null) return "new";
  if (known.path === now.path) return "same";
  return isSame(known, here) ? "moved" : "elsewhere";
}

/** True when `.owner/` was written here, or moved here with the workspace, and not carried here by a copy: `holder.json` may be believed. */
export function isHome(fs: Fs, layout: Layout, here: Here): boolean {
  const known = homeOf(fs, layout);
  return known !== null && isSame(known, here);
}

/** The token that the processes of this very workspace carry; null where none was kept, or it is a copy's. */
export function tokenAt(fs: Fs, layout: Layout, here: Here): string | null {
  const known = homeOf(fs, layout);
  return known !== null && known.token !== "" && isSame(known, here) ? known.token : null;
}

interface Home {
  /** SHA-256 of the path. */
  path: string;
  identity: string;
  token: string;
}

function isSame(known: Home, here: Here): boolean {
  return known.path === sha256(here.path) || (known.identity !== "" && known.identity === here.identity);
}

function path(layout: Layout): string {
  return join(layout.owner, "home");
}

function homeOf(fs: Fs, layout: Layout): Home | null {
  try {
    const [at = "", identity = "", token = ""] = Buffer.from(fs.read(path(layout)))
      .toString("utf8")
      .trim()
      .split("\n");
    return { path: at, identity, token };
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
}
