import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readlinkSync, readSync, type Stats } from "node:fs";

const CHUNK = 1 << 20;

/** The id of bytes as a git object. */
export const objectId = (type: string, bytes: Uint8Array): string =>
  createHash("sha1").update(`${type} ${bytes.length}\0`).update(bytes).digest("hex");

/** The blob that a file, or a link's target, would be. */
export function hashFile(path: string, facts: Stats): { oid: string; size: number } {
  if (facts.isSymbolicLink()) {
    const target = readlinkSync(path, { encoding: "buffer" });
    return { oid: objectId("blob", target), size: target.length };
  }
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const hash = createHash("sha1").update(`blob ${size}\0`);
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(1, size)));
    let read = 0;
    for (;;) {
      const count = readSync(file, chunk, 0, chunk.length, null);
      if (count === 0) break;
      read += count;
      hash.update(chunk.subarray(0, count));
    }
    // A file that grew or shrank while it was read has no id: its header would lie.
    return { oid: read === size ? hash.digest("hex") : "0".repeat(40), size: read };
  } finally {
    closeSync(file);
  }
}
