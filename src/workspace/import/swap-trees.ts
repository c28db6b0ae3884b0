import { dirname, join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { listSegments } from "../../log/layout.ts";
import { isShim } from "../init/shim.ts";
import { relativeLayout } from "../layout.ts";
import { clearPlace, readOrder, type SwapOrder } from "./swap-place.ts";

/** Lets two paths change places at one instant; false where that cannot be done. */
export type Exchange = (a: string, b: string) => Promise<boolean>;

/**
 * Brings the prepared tree in and puts the present one aside, as the order in the place says. Where paths can be exchanged
 * that is one instant; else there is a moment without either, which the next call ends. Null when nothing is ordered.
 */
export async function endSwap(fs: Fs, root: string, exchange: Exchange): Promise<SwapOrder | null> {
  const order = readOrder(fs, root);
  if (order === null) return null;
  await swapTrees(fs, root, order, exchange);
  swapConfig(fs, root, order);
  for (const { from, to } of order.moves) moveFile(fs, join(root, from), join(root, to));
  for (const path of order.removes) removeOwn(fs, join(root, path));
  fs.syncDirectory(root);
  clearPlace(fs, root);
  return order;
}

async function swapTrees(fs: Fs, root: string, { type, prepared, aside }: SwapOrder, exchange: Exchange): Promise<void> {
  const present = join(root, relativeLayout.agents);
  const coming = prepared === null ? null : join(root, prepared);
  // Which of the two trees lies where says how far it came: ours has a log.
  const belongs = (path: string | null): boolean => path !== null && fs.facts(path) !== null && hasLog(fs, path) === (type === "import");
  if (aside !== null && fs.facts(present) && !belongs(present) && (coming === null || belongs(coming))) {
    if (coming === null || !(await exchange(coming, present))) fs.rename(present, join(root, aside));
    fs.syncDirectory(root);
  }
  if (coming === null || fs.facts(coming) === null) return;
  if (!fs.facts(present)) fs.rename(coming, present);
  else if (aside !== null && !belongs(coming)) fs.rename(coming, join(root, aside));
  fs.syncDirectory(root);
}

function swapConfig(fs: Fs, root: string, { config }: SwapOrder): void {
  const path = join(root, relativeLayout.config);
  if (config === null) return;
  if (config.from === null) fs.remove(path);
  else if (fs.facts(join(root, config.from))) fs.rename(join(root, config.from), path);
}

/** What has appeared in its new place meanwhile is not replaced. */
function moveFile(fs: Fs, from: string, to: string): void {
  if (fs.facts(from) === null || fs.facts(to) !== null) return;
  fs.makeDirectory(dirname(to));
  fs.rename(from, to);
  for (const directory of [dirname(from), dirname(to)]) fs.syncDirectory(directory);
}

/** Somebody else's file by that name stays. */
function removeOwn(fs: Fs, path: string): void {
  if (fs.facts(path)?.kind === "file" && isShim(Buffer.from(fs.read(path)).toString("utf8"))) fs.remove(path);
}

function hasLog(fs: Fs, tree: string): boolean {
  return listSegments(fs, join(tree, "log")).length > 0;
}
