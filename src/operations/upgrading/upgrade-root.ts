import { dirname } from "node:path";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { findOlder } from "../../workspace/import/find-older.ts";
import { readOrder } from "../../workspace/import/swap-place.ts";
import type { OperationContext } from "../context.ts";

/**
 * The root that `upgrade` concerns: a workspace of this version or of an older one, or one in the middle of a swap, which
 * may lack what makes it one. Throws what finding a workspace throws.
 */
export function upgradeRoot(context: OperationContext): string {
  try {
    return context.root();
  } catch (error) {
    if (!(error instanceof MillraceError) || !error.code.startsWith("workspace.")) throw error;
    const root = nearest(context);
    if (root === null) throw error;
    return root;
  }
}

function nearest({ world, named, directory }: OperationContext): string | null {
  if (named !== null) return isOne(world.fs, named) ? named : null;
  for (let path = directory; path !== null; path = dirname(path) === path ? null : dirname(path)) {
    if (isOne(world.fs, path)) return path;
  }
  return null;
}

function isOne(fs: Fs, root: string): boolean {
  return readOrder(fs, root) !== null || findOlder(fs, root) !== null;
}
