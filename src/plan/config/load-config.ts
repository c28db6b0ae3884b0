import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { readText } from "../assets/read-text.ts";
import { type ParsedConfig, parseConfig } from "./parse-config.ts";

/** Where the configuration may stand, relative to the workspace. */
export const configFiles = ["millrace.toml", "millrace-agents/millrace.toml"] as const;

/**
 * Reads the configuration of a workspace; without a file all defaults hold. Codes: those of `parseConfig`,
 * config.unreadable, config.two-files.
 */
export async function loadConfig(fs: Fs, root: string): Promise<ParsedConfig> {
  const [file, other] = configFiles.filter((path) => fs.facts(join(root, path)) !== null);
  if (file === undefined) return { ok: true, config: { file: null, values: {}, lines: new Map() } };
  if (other !== undefined) {
    const fix = `Keep ${file} and remove ${other}, or the other way round`;
    return { ok: false, problems: [{ code: "config.two-files", path: "", message: `${file} and ${other} both exist`, fix, file }] };
  }
  const read = readText(fs, join(root, file));
  if (read.ok) return parseConfig(read.text, file);
  return { ok: false, problems: [{ code: "config.unreadable", path: "", message: read.problem, fix: read.fix, file }] };
}
