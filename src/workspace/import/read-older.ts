import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { readNamesake } from "./namesake/read-namesake.ts";
import type { OlderPlace, OlderWorkspace } from "./older-workspace.ts";
import { readOldest } from "./oldest/read-oldest.ts";

/** Everything that an older workspace holds, as facts. Reads only; what cannot be read is among `left`. */
export function readOlder(fs: Fs, place: OlderPlace): OlderWorkspace {
  const configText = place.config === null ? null : configOf(fs, join(place.root, place.config));
  const older = place.line === "0.5" ? readOldest(fs, place) : readNamesake(fs, place);
  if (place.config !== null && configText === null) older.left.push({ path: place.config, why: "It cannot be read" });
  return { ...place, configText, ...older };
}

function configOf(fs: Fs, path: string): string | null {
  try {
    return Buffer.from(fs.read(path)).toString("utf8");
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
}
