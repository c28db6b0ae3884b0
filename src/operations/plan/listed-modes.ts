import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { World } from "../../kernel/world.ts";
import { loadConfig } from "../../plan/config/load-config.ts";
import { setting } from "../../plan/config/setting.ts";
import { listModes } from "../../plan/modes/list-modes.ts";

export interface ModeRow {
  id: string;
  origin: string;
  summary: string;
  aliasOf: string | null;
  /** The one that millrace.toml names. */
  current: boolean;
}

/** All modes; with a configuration that cannot be read, none is the current one. */
export async function listedModes({ fs }: World, root: string): Promise<ModeRow[]> {
  const read = await loadConfig(fs, root);
  const current = read.ok ? setting(read.config, "runtime.mode").value : null;
  return listModes(fs, root).map(({ id, origin, summary, aliasOf }) => ({
    id,
    origin,
    summary,
    aliasOf: aliasOf ?? null,
    current: id === current,
  }));
}

/** The mode of that id. Throws `cli.not-known`. */
export function modeNamed(modes: readonly ModeRow[], id: string): ModeRow {
  const found = modes.find((mode) => mode.id === id);
  if (found) return found;
  const near = nearest(
    id,
    modes.map((mode) => mode.id),
  );
  throw new MillraceError("cli.not-known", { what: "mode", value: id, near, look: "millrace modes" });
}
