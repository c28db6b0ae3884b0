import { randomBytes } from "node:crypto";
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Copies a finished object file to its place: whole and durable, or not at all. One that is there already stays. */
export const placeObject = (from: string, to: string): void => placeBytes(to, () => readFileSync(from));

/** Like `placeObject`, for bytes that are only made where they are needed. */
export function placeBytes(to: string, bytes: () => Uint8Array): void {
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  const aside = join(dirname(to), `tmp_obj_${randomBytes(6).toString("hex")}`);
  const file = openSync(aside, "wx", 0o444);
  try {
    writeFileSync(file, bytes());
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  chmodSync(aside, 0o444);
  renameSync(aside, to);
  const directory = openSync(dirname(to), "r");
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
