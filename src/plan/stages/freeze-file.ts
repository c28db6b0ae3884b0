import type { Fs } from "../../kernel/ports/fs.ts";
import { type FoundAsset, findAsset } from "../assets/find-asset.ts";
import type { FrozenFile } from "../frozen-plan.ts";

/** The contents of frozen files by hash. */
export type FrozenTexts = Map<string, string>;

/** Freezes a file of workspace or package by content, and notes its text. A path that could leave its folder is refused. */
export function freezeFile(
  { fs, root, texts }: { fs: Fs; root: string; texts: FrozenTexts },
  folder: "entrypoints" | "skills",
  path: string,
): { ok: true; file: FrozenFile } | Extract<FoundAsset, { ok: false }> {
  if (!isInside(folder, path)) {
    const fix = `Write it as ${folder}/… ending in .md, without ".."`;
    return { ok: false, missing: false, file: path, problem: `"${path}" is not a path under ${folder}/`, fix };
  }
  const found = findAsset(fs, root, path);
  if (!found.ok) return found;
  const { hash, text, origin } = found.asset;
  texts.set(hash, text);
  return { ok: true, file: { path, hash, origin } };
}

function isInside(folder: string, path: string): boolean {
  const steps = path.split("/");
  return (
    steps[0] === folder && steps.length > 1 && path.endsWith(".md") && steps.every((step) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(step))
  );
}
