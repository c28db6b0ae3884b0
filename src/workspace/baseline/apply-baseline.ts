import { join } from "node:path";
import type { Clock } from "../../kernel/ports/clock.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import { sha256 } from "../../kernel/sha256.ts";
import { stamp } from "../../log/layout.ts";
import { BASELINE } from "./baseline.ts";
import type { BaselinePlan } from "./plan-baseline.ts";
import { type FoundReceipt, newestReceipt, type Receipt, UPGRADES, type WrittenFile, writeReceipt } from "./receipts.ts";
import { baselineText } from "./write-baseline.ts";

/**
 * Carries a plan out: keeps what is there, says what it will write, writes each file at once, and says that it is done. A
 * crash leaves each file old or new, and the receipt for whoever undoes it; applying again goes on. Gives the receipt's path,
 * null when nothing was to be written.
 */
export function applyBaseline(fs: Fs, clock: Pick<Clock, "wall">, plan: BaselinePlan): string | null {
  const { root } = plan;
  const changed = plan.changes.flatMap(({ write }) => (write === null ? [] : [write]));
  // The manifest comes last: until then, what is left to do is found again.
  const manifest = { path: BASELINE, text: baselineText(plan.mode, plan.files) };
  const begun = beginReceipt(fs, clock, root, changed.length === 0 ? [] : [...changed, manifest]);
  for (const { path, text } of [...changed, manifest]) replaceFile(fs, join(root, path), text, { durable: true });
  if (begun === null) return null;
  writeReceipt(fs, root, { ...begun, receipt: { ...begun.receipt, state: "done" } });
  return `${UPGRADES}/${begun.name}`;
}

/** A receipt that a crash left begun is gone on with: what it says of a file holds, for that is what was there first. */
function beginReceipt(
  fs: Fs,
  clock: Pick<Clock, "wall">,
  root: string,
  writes: readonly { path: string; text: string }[],
): FoundReceipt | null {
  const newest = newestReceipt(fs, root);
  const open = newest?.receipt.state === "begun" ? newest : null;
  if (writes.length === 0) return open;
  const wall = clock.wall();
  const name = open?.name ?? stamp(wall);
  const files = [...(open?.receipt.files ?? [])];
  for (const { path, text } of writes) {
    const known = files.find((file) => file.path === path);
    if (known) known.after = sha256(text);
    else files.push(keep(fs, root, name, files.length + 1, path, text));
  }
  const receipt: Receipt = { v: 1, time: new Date(wall).toISOString(), state: "begun", files };
  writeReceipt(fs, root, { name, receipt });
  return { name, receipt };
}

function keep(fs: Fs, root: string, name: string, number: number, path: string, text: string): WrittenFile {
  const after = sha256(text);
  if (fs.facts(join(root, path)) === null) return { path, before: null, after, saved: null };
  const bytes = fs.read(join(root, path));
  const saved = `${number}.saved`;
  fs.makeDirectory(join(root, UPGRADES, name));
  replaceFile(fs, join(root, UPGRADES, name, saved), bytes, { durable: true });
  return { path, before: sha256(bytes), after, saved };
}
