import { join } from "node:path";
import { isObject } from "../events/is-object.ts";
import { isFsError } from "../kernel/fs-error.ts";
import type { Fs } from "../kernel/ports/fs.ts";
import { replaceFile } from "../kernel/replace-file.ts";
import type { LogPosition } from "./position.ts";

/** Name of the pointer file in the log's directory. */
export const POINTER = "pruned.json";

/** Where the newest `log.pruned` event stands, and what is still to be done for it. Can be lost: the log itself is searched then. */
export interface PrunePointer {
  v: 1;
  at: LogPosition;
  /** Where the archive was left, absolute, as the owner was told; it may have been moved since. */
  archive: string;
  /** All that was moved is gone from the workspace. */
  swept: boolean;
}

export function readPointer(fs: Fs, directory: string): PrunePointer | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(fs.read(join(directory, POINTER))).toString());
    return isPointer(value) ? value : null;
  } catch (error) {
    if (isFsError(error, "ENOENT") || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Durable when it returns. */
export function writePointer(fs: Fs, directory: string, pointer: PrunePointer): void {
  replaceFile(fs, join(directory, POINTER), `${JSON.stringify(pointer)}\n`, { durable: true });
}

function isPointer(value: unknown): value is PrunePointer {
  if (!isObject(value) || value.v !== 1 || typeof value.archive !== "string" || typeof value.swept !== "boolean") return false;
  const { at } = value;
  return (
    isObject(at) &&
    typeof at.seq === "number" &&
    typeof at.hash === "string" &&
    typeof at.segment === "string" &&
    typeof at.offset === "number"
  );
}
