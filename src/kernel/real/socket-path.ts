import { lstatSync, mkdirSync, realpathSync } from "node:fs";
import process from "node:process";
import { isFsError } from "../fs-error.ts";
import { sha256 } from "../sha256.ts";

/** Bytes of a Unix socket's path that every platform takes (108 on Linux, 104 elsewhere, with the final zero). */
const LONGEST = 100;

/** Hex digits of the hash that names a directory. */
const DIGITS = 32;

/**
 * The socket of a directory, under the user's runtime directory, since the directory's own path may be longer than a socket's
 * name can be. Null where the place is not this user's alone; with `make` it is made, and the platform's error thrown.
 */
export function socketPath(directory: string, options: { make: boolean }): string | null {
  const place = `${sha256(realpathSync(directory)).slice(0, DIGITS)}.sock`;
  const user = process.getuid?.() ?? 0;
  const homes = [process.env.XDG_RUNTIME_DIR && `${process.env.XDG_RUNTIME_DIR}/millrace`, `${temporary()}/millrace-${user}`];
  const home = homes.find((path) => path?.startsWith("/") && Buffer.byteLength(path) + place.length < LONGEST) ?? `/tmp/millrace-${user}`;
  if (options.make) mkdirSync(home, { recursive: true, mode: 0o700 });
  return isOwn(home, user) ? `${home}/${place}` : null;
}

/** A directory of this user that nobody else may enter: in a shared temporary directory another could have made it. */
function isOwn(path: string, user: number): boolean {
  try {
    const facts = lstatSync(path);
    return facts.isDirectory() && facts.uid === user && (facts.mode & 0o077) === 0;
  } catch (error) {
    if (isFsError(error)) return false;
    throw error;
  }
}

function temporary(): string {
  return (process.env.TMPDIR || "/tmp").replace(/\/+$/, "") || "/tmp";
}
