import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { addHashes, hashesIn } from "../../log/archive/hashes-in.ts";
import { blobPath } from "../../log/layout.ts";
import { GENESIS } from "../../log/line.ts";
import { readLines } from "../../log/read-lines.ts";
import type { SurveyedSegment } from "./survey.ts";

export interface OldBlob {
  path: string;
  bytes: number;
  /** Only the old segments name it; otherwise the archive gets a copy. */
  moved: boolean;
}

/**
 * The blobs that old segments name, and what those name in turn (plans name prompts and skills). Only the data of events moves:
 * plans and texts are few, serve many runs, and are stored by whoever compiles, so that nobody may take one away.
 */
export function oldBlobs(
  fs: Fs,
  directory: string,
  old: readonly SurveyedSegment[],
  rest: readonly SurveyedSegment[],
  state: string,
): OldBlob[] {
  if (old.length === 0) return [];
  const paths = (segments: readonly SurveyedSegment[]): string[] => segments.map(({ name }) => join(directory, name));
  const live = hashesIn(fs, paths(rest));
  addHashes(live, state);
  const movable = dataBlobs(fs, paths(old));
  const found: OldBlob[] = [];
  const seen = new Set<string>();
  let queue = [...hashesIn(fs, paths(old))];
  while (queue.length > 0) {
    const next = new Set<string>();
    for (const sha of queue) {
      if (seen.has(sha)) continue;
      seen.add(sha);
      const path = blobPath(directory, sha);
      const facts = fs.facts(path);
      if (facts?.kind !== "file") continue;
      found.push({ path: `log/blobs/${sha.slice(0, 2)}/${sha}`, bytes: facts.size, moved: movable.has(sha) && !live.has(sha) });
      addHashes(next, Buffer.from(fs.read(path)).toString("latin1"));
    }
    queue = [...next];
  }
  return found;
}

/** The blobs that stand in the place of an event's data, and what an earlier prune needed to begin the log where it began. */
function dataBlobs(fs: Fs, paths: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const path of paths) {
    readLines(fs, path, 0, GENESIS, (bytes, start, end) => {
      const text = bytes.toString("latin1", start, end);
      for (const [, hash = ""] of text.matchAll(/"data":\{"\$blob":"([0-9a-f]{64})"/g)) found.add(hash);
      if (!text.includes('"type":"log.pruned"')) return true;
      for (const [, hash = ""] of text.matchAll(/"(?:checkpoint|documents)":"([0-9a-f]{64})"/g)) found.add(hash);
      return true;
    });
  }
  return found;
}
