import type { Fs } from "../../kernel/ports/fs.ts";
import { readToml } from "../../work/toml/read-toml.ts";
import { findAsset } from "../assets/find-asset.ts";

/** Names under which modes are also known: the table in `modes/aliases.toml`, the workspace's own before the package's. Empty when it cannot be read. */
export function modeAliases(fs: Fs, root: string): ReadonlyMap<string, string> {
  const found = findAsset(fs, root, "modes/aliases.toml");
  const toml = found.ok ? readToml(found.asset.text) : null;
  const entries = toml?.ok ? Object.entries(toml.table) : [];
  return new Map(entries.flatMap(([alias, mode]): [string, string][] => (typeof mode === "string" ? [[alias, mode]] : [])));
}
