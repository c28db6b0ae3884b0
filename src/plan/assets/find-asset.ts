import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { sha256 } from "../../kernel/sha256.ts";
import { packagedAssets } from "./packaged.ts";
import { readText } from "./read-text.ts";

export interface Asset {
  /** Relative to `millrace-agents/` in a workspace and to `assets/` in the package. */
  path: string;
  text: string;
  hash: string;
  origin: "workspace" | "package";
  /** As messages name it. */
  file: string;
}

export type FoundAsset = { ok: true; asset: Asset } | { ok: false; missing: boolean; file: string; problem: string; fix: string };

/** A file by its path: the workspace's own copy, else the package's. */
export function findAsset(fs: Fs, root: string, path: string): FoundAsset {
  const file = `millrace-agents/${path}`;
  const own = readText(fs, join(root, file));
  if (own.ok) return { ok: true, asset: { path, text: own.text, hash: sha256(own.text), origin: "workspace", file } };
  if (!own.missing) return { ...own, file };
  const text = packagedAssets().read(path);
  if (text === null) return { ok: false, missing: true, file, problem: `${file} does not exist`, fix: `Create ${file}` };
  return { ok: true, asset: { path, text, hash: sha256(text), origin: "package", file: `package:${path}` } };
}
