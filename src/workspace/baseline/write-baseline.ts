import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { PRODUCT } from "../../kernel/product.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import { sha256 } from "../../kernel/sha256.ts";
import { relativeLayout } from "../layout.ts";
import { BASELINE, BASELINE_VERSION, type Baseline } from "./baseline.ts";
import { type BaselineFile, type BaselineOptions, baselineFiles } from "./baseline-files.ts";

/** Records what a version installs. `init` calls it once its files are there; it does nothing where a manifest is. */
export function writeBaseline(fs: Fs, root: string, options: BaselineOptions): void {
  if (fs.facts(join(root, BASELINE)) !== null) return;
  const config = fs.facts(join(root, relativeLayout.agentsConfig)) ? relativeLayout.agentsConfig : relativeLayout.config;
  replaceBaseline(fs, root, options.mode ?? null, baselineFiles({ config, ...options }));
}

/** Records those files as the ones that are installed now. */
function replaceBaseline(fs: Fs, root: string, mode: string | null, files: readonly BaselineFile[]): void {
  replaceFile(fs, join(root, BASELINE), baselineText(mode, files), { durable: true });
}

/** The manifest of those files. */
export function baselineText(mode: string | null, files: readonly BaselineFile[]): string {
  const baseline: Baseline = {
    v: BASELINE_VERSION,
    product: PRODUCT,
    mode,
    files: files.map(({ path, text }) => ({ path, sha256: sha256(text), text })),
  };
  return `${JSON.stringify(baseline, null, 2)}\n`;
}
