import { join } from "node:path";
import type { Fs } from "../kernel/ports/fs.ts";
import { sha256 } from "../kernel/sha256.ts";

const NAME = /^[0-9a-f]{64}$/;

/** Checks that every stored blob has the hash that its name says, referenced or not. Gives how many there are. */
export function verifyBlobs(fs: Fs, directory: string, onProblem: (name: string, problem: string) => void): number {
  let count = 0;
  const home = join(directory, "blobs");
  for (const shelf of fs.list(home).sort()) {
    for (const name of fs.list(join(home, shelf)).sort()) {
      // A temporary is what a crash left of a blob that nothing refers to.
      if (!NAME.test(name)) continue;
      count++;
      if (sha256(fs.read(join(home, shelf, name))) !== name) onProblem(`blobs/${shelf}/${name}`, "its bytes do not have its hash");
    }
  }
  return count;
}
