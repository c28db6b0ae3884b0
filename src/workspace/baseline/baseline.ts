import { join } from "node:path";
import { isObject } from "../../events/is-object.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { sha256 } from "../../kernel/sha256.ts";
import { relativeLayout } from "../layout.ts";

/** What was installed, so that a later version can tell its own lines from the operator's. */
export interface Baseline {
  v: number;
  /** The version that installed it. */
  product: string;
  mode: string | null;
  files: { path: string; sha256: string; text: string }[];
}

/** The version of the manifest that this program writes and reads. */
export const BASELINE_VERSION = 1;

/** The manifest relative to the root. It is no projection: without it, every file counts as edited. */
export const BASELINE = `${relativeLayout.agents}/baseline.json`;

export type ReadBaseline = { kind: "known"; baseline: Baseline } | { kind: "absent" } | { kind: "newer"; product: string };

/** The manifest of a workspace. One that cannot be read, or whose texts do not have their hashes, counts as absent. */
export function readBaseline(fs: Fs, root: string): ReadBaseline {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(fs.read(join(root, BASELINE))).toString("utf8"));
  } catch (error) {
    if (isFsError(error) || error instanceof SyntaxError) return { kind: "absent" };
    throw error;
  }
  if (!isObject(value) || typeof value.v !== "number" || !Array.isArray(value.files)) return { kind: "absent" };
  const product = typeof value.product === "string" ? value.product : "unknown";
  if (value.v > BASELINE_VERSION) return { kind: "newer", product };
  const files = value.files.filter(isFile);
  const mode = typeof value.mode === "string" ? value.mode : null;
  return { kind: "known", baseline: { v: value.v, product, mode, files } };
}

function isFile(file: unknown): file is Baseline["files"][number] {
  return isObject(file) && typeof file.path === "string" && typeof file.text === "string" && file.sha256 === sha256(file.text);
}
