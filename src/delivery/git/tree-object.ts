import { createHash } from "node:crypto";

type Algorithm = "sha1" | "sha256";

/** The id of a tree object by its bytes: git hashes a header and the content. */
export function treeId(algorithm: Algorithm, bytes: Uint8Array): string {
  return createHash(algorithm).update(`tree ${bytes.length}\0`).update(bytes).digest("hex");
}

/** The tree without files. git knows it in every repository, whether it was written or not. */
export const emptyTree = (algorithm: Algorithm): string => treeId(algorithm, new Uint8Array(0));

/** The bytes of a tree object without the entry of this name. An entry is `<mode> <name>\0<raw id>`. */
export function withoutEntry(algorithm: Algorithm, bytes: Uint8Array, name: string): Uint8Array {
  const tree = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = algorithm === "sha1" ? 20 : 32;
  for (let start = 0; start < tree.length; ) {
    const nul = tree.indexOf(0, start);
    const end = nul + 1 + width;
    const space = tree.indexOf(0x20, start);
    if (tree.toString("utf8", space + 1, nul) === name) return Buffer.concat([tree.subarray(0, start), tree.subarray(end)]);
    start = end;
  }
  return bytes;
}
