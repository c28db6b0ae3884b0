import { join } from "node:path";
import { fail, ok, type Result } from "../../kernel/errors/result.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import { sha256 } from "../../kernel/sha256.ts";
import { newestReceipt, UPGRADES, type WrittenFile, writeReceipt } from "./receipts.ts";

/**
 * Puts back the bytes that the newest upgrade replaced, and takes away what it added. All or nothing: a file that was changed
 * since refuses the whole (`upgrade.edited`). Fails with `upgrade.nothing-to-undo` where no upgrade stands.
 */
export function undoBaseline(fs: Fs, root: string): Result<string[]> {
  const newest = newestReceipt(fs, root);
  if (newest === null) return fail("upgrade.nothing-to-undo");
  const { name, receipt } = newest;
  const home = join(root, UPGRADES, name);
  const edited = receipt.files.find((file) => !isKnown(fs, root, file));
  if (edited) return fail("upgrade.edited", { path: edited.path, saved: `${UPGRADES}/${name}` });
  for (const { path, saved } of receipt.files) {
    if (saved === null) fs.remove(join(root, path));
    else replaceFile(fs, join(root, path), fs.read(join(home, saved)), { durable: true });
  }
  writeReceipt(fs, root, { name, receipt: { ...receipt, state: "undone" } });
  return ok(receipt.files.map(({ path }) => path));
}

/** It is as the upgrade left it, or as it was before: then a crash had come first, here or there. */
function isKnown(fs: Fs, root: string, { path, before, after }: WrittenFile): boolean {
  if (fs.facts(join(root, path)) === null) return before === null;
  const now = sha256(fs.read(join(root, path)));
  return now === after || now === before;
}
