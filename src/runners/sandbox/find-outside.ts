import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { isFsError } from "../../kernel/fs-error.ts";
import { isInside } from "./mounts.ts";

/** A program by the places of `path` (as PATH has them), none of which a stage can write: what it put into its workspace is not ours to run. */
export function findOutside(name: string, path: string | undefined, root: string): string | null {
  for (const directory of (path ?? "").split(":")) {
    const found = directory.startsWith("/") ? executable(`${directory}/${name}`) : null;
    if (found !== null && !isInside(found, root)) return found;
  }
  return null;
}

function executable(path: string): string | null {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() ? realpathSync(path) : null;
  } catch (error) {
    if (isFsError(error)) return null;
    throw error;
  }
}
