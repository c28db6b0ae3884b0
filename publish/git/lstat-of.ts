import { lstatSync, type Stats } from "node:fs";
import { isFsError } from "../../src/kernel/fs-error.ts";

/** What stands at a path itself; undefined where nothing can. */
export function lstatOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (isFsError(error, "ENOTDIR", "ENAMETOOLONG")) return undefined;
    throw error;
  }
}
