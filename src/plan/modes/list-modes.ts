import type { Fs } from "../../kernel/ports/fs.ts";
import { readToml } from "../../work/toml/read-toml.ts";
import { assetNames } from "../assets/asset-names.ts";
import { findAsset } from "../assets/find-asset.ts";
import { modeAliases } from "./aliases.ts";

export interface ListedMode {
  id: string;
  origin: "workspace" | "package";
  summary: string;
  /** The mode that an alias stands for. */
  aliasOf?: string;
}

/** The modes of workspace and package with their aliases, sorted by id. Reads no more than their summaries. */
export function listModes(fs: Fs, root: string): ListedMode[] {
  const modes = assetNames(fs, root, "modes", ".toml")
    .filter((id) => id !== "aliases")
    .flatMap((id): ListedMode[] => {
      const found = findAsset(fs, root, `modes/${id}.toml`);
      if (!found.ok) return [];
      const toml = readToml(found.asset.text);
      const summary = toml.ok ? toml.table.summary : "malformed";
      return [{ id, origin: found.asset.origin, summary: typeof summary === "string" ? summary : "" }];
    });
  const aliases = [...modeAliases(fs, root)].flatMap(([id, aliasOf]): ListedMode[] => {
    const mode = modes.find((known) => known.id === aliasOf);
    return mode ? [{ ...mode, id, aliasOf }] : [];
  });
  return [...modes, ...aliases].sort((a, b) => (a.id < b.id ? -1 : 1));
}
