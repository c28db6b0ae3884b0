import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Patch } from "./patch.ts";

/** The changed texts by file, or why the patch does not apply to the tree at `root` any more. */
export type Applied = { readonly ok: true; readonly texts: ReadonlyMap<string, string> } | { readonly ok: false; readonly problem: string };

/** What the files of a patch become by it; nothing is written. Each hunk must fit in exactly one place, wherever it is. */
export function applied(root: string, { name, hunks }: Patch): Applied {
  const texts = new Map<string, string>();
  for (const [index, { file, before, after }] of hunks.entries()) {
    const text = texts.get(file) ?? read(join(root, file));
    if (text === null) return { ok: false, problem: `${name}: ${file} is not there` };
    const parts = `\n${text}`.split(`\n${before}`);
    if (parts.length !== 2) {
      const where = parts.length === 1 ? "fits nowhere" : `fits in ${parts.length - 1} places`;
      return { ok: false, problem: `${name}: hunk ${index + 1} ${where} in ${file}` };
    }
    texts.set(file, parts.join(`\n${after}`).slice(1));
  }
  return { ok: true, texts };
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
