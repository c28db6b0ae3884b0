import type { Fs } from "../../kernel/ports/fs.ts";
import { layoutOf } from "../../workspace/layout.ts";

/** True when this version has worked here, whole or damaged: a workspace of ours is never taken for an older one. */
export function isDamagedOrCurrent(fs: Fs, root: string): boolean {
  const { owner, log } = layoutOf(root);
  return fs.facts(owner) !== null || fs.facts(log) !== null;
}
