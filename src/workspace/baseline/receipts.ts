import { join } from "node:path";
import { isObject } from "../../events/is-object.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import { relativeLayout } from "../layout.ts";

/** One file that an upgrade writes: by hash what it found, and what it wrote. Null: nothing was there. */
export interface WrittenFile {
  path: string;
  before: string | null;
  after: string;
  /** Name of the copy of what was there, in the receipt's directory. */
  saved: string | null;
}

/** What an upgrade of installed files did, so that it can be ended after a crash, and undone. */
export interface Receipt {
  v: 1;
  time: string;
  state: "begun" | "done" | "undone";
  files: WrittenFile[];
}

/** Directory of all receipts, relative to the root. */
export const UPGRADES = `${relativeLayout.agents}/upgrades`;

/** A receipt with the name of its directory. */
export interface FoundReceipt {
  name: string;
  receipt: Receipt;
}

/** The newest receipt that was not undone; null when there is none. */
export function newestReceipt(fs: Fs, root: string): FoundReceipt | null {
  const names = fs.list(join(root, UPGRADES)).sort().reverse();
  for (const name of names) {
    const receipt = readReceipt(fs, root, name);
    if (receipt && receipt.state !== "undone") return { name, receipt };
  }
  return null;
}

export function writeReceipt(fs: Fs, root: string, { name, receipt }: FoundReceipt): void {
  fs.makeDirectory(join(root, UPGRADES, name));
  replaceFile(fs, join(root, UPGRADES, name, "receipt.json"), `${JSON.stringify(receipt, null, 2)}\n`, { durable: true });
  fs.syncDirectory(join(root, UPGRADES));
}

function readReceipt(fs: Fs, root: string, name: string): Receipt | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(fs.read(join(root, UPGRADES, name, "receipt.json"))).toString("utf8"));
    return isObject(value) && value.v === 1 && Array.isArray(value.files) ? (value as unknown as Receipt) : null;
  } catch (error) {
    if (isFsError(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}
