import { createHash } from "node:crypto";
import { createReadStream, readFileSync, readlinkSync, type Stats } from "node:fs";
import { sha256 } from "../../kernel/sha256.ts";

const AT_ONCE = 4 * 1024 * 1024;

/** SHA-256 of a file's bytes, or of a symlink's target. Large files are streamed. */
export async function hashFile(path: string, stat: Stats): Promise<string> {
  if (stat.isSymbolicLink()) return sha256(readlinkSync(path));
  if (stat.size <= AT_ONCE) return sha256(readFileSync(path));
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}
