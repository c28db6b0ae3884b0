import { join } from "node:path";
import { isObject } from "../../events/is-object.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import { relativeLayout } from "../layout.ts";

/** What is to be swapped, kept beside it, so that a crash in between can be told and ended. Paths are relative to the root. */
export interface SwapOrder {
  /** import: the new tree comes in. undo: the older one comes back. */
  type: "import" | "undo";
  /** The tree that comes to `millrace-agents`; null when none does. */
  prepared: string | null;
  /** Where the tree that leaves it goes; null when none is there. */
  aside: string | null;
  /** What becomes of the `millrace.toml` at the root, a copy of which was made: replaced by a file, or removed. Null: nothing. */
  config: { from: string | null } | null;
  /** Documents outside of the trees that change their place. */
  moves: { from: string; to: string }[];
  /** Files of `init` at the root that go with this version's tree. */
  removes: string[];
}

/** The directory beside `millrace-agents` in which an upgrade is prepared; whoever prepares one has its lock. */
export const SWAP_PLACE = `${relativeLayout.agents}.upgrade`;

const ORDER = "ready.json";

/** Absolute paths of the place. */
export function swapPlace(root: string): { place: string; tree: string; config: string; owner: string } {
  const place = join(root, SWAP_PLACE);
  return { place, tree: join(place, relativeLayout.agents), config: join(place, relativeLayout.config), owner: join(place, ".owner") };
}

/** Says that all is prepared and durable: from here on the swap can be ended by whoever comes. */
export function writeOrder(fs: Fs, root: string, order: SwapOrder): void {
  const { place } = swapPlace(root);
  replaceFile(fs, join(place, ORDER), `${JSON.stringify(order)}\n`, { durable: true });
  fs.syncDirectory(root);
}

/** The order of a swap that was prepared and not ended; null when there is none. */
export function readOrder(fs: Fs, root: string): SwapOrder | null {
  try {
    const order: unknown = JSON.parse(Buffer.from(fs.read(join(swapPlace(root).place, ORDER))).toString("utf8"));
    return isObject(order) ? (order as unknown as SwapOrder) : null;
  } catch (error) {
    if (isFsError(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Empties the place but for its lock. A tree in it that is not of our making is no leftover, and is moved out instead. */
export function clearPlace(fs: Fs, root: string): void {
  const { place, tree } = swapPlace(root);
  // The order goes first: without it, nothing else there means anything.
  fs.remove(join(place, ORDER));
  if (fs.list(tree).length > 0 && fs.facts(join(tree, ".owner")) === null) fs.rename(tree, freePath(fs, `${root}/${FOUND}`));
  for (const name of fs.list(place)) if (name !== ".owner") fs.removeTree(join(place, name));
}

const FOUND = `${relativeLayout.agents}.before-upgrade-found`;

function freePath(fs: Fs, path: string): string {
  for (let number = 1; ; number++) if (fs.facts(`${path}-${number}`) === null) return `${path}-${number}`;
}
