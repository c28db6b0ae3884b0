import type { Git } from "./git.ts";
import { bytesText, parts } from "./text.ts";

/** One line of `diff-tree --raw`: modes and ids on both sides (zeros: absent), the path as latin1 text. */
export interface RawChange {
  modes: readonly [before: string, after: string];
  ids: readonly [before: string, after: string];
  letter: string;
  path: string;
}

/** What differs between two trees, file by file, without rename detection. */
export async function rawDiff(git: Git, before: string, after: string): Promise<RawChange[]> {
  return parseRawDiff(await git.must(["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", before, after]));
}

/** From `--raw -z --no-renames --no-abbrev`, of diff-tree and diff-index alike. */
export function parseRawDiff(output: Uint8Array): RawChange[] {
  const fields = parts(bytesText(output));
  const changes: RawChange[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [from = "", to = "", old = "", young = "", letter = ""] = (fields[at] ?? "").slice(1).split(" ");
    changes.push({ modes: [from, to], ids: [old, young], letter, path: fields[at + 1] ?? "" });
  }
  return changes;
}
