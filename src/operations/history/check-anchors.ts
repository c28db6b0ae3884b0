import type { Fs } from "../../kernel/ports/fs.ts";
import { readAnchor } from "../../log/commit-anchor.ts";
import { START } from "../../log/position.ts";
import { scanLog } from "../../log/scan-log.ts";
import type { AnchoredCommits } from "./anchored-commits.ts";

/** A commit whose anchor is not the line that the log has there. */
export interface AnchorMismatch {
  commit: string;
  seq: number;
  /** The hash that the commit names. */
  anchored: string;
  /** The hash that the line has in this log. */
  logged: string;
}

export interface AnchorVerdict {
  /** Why there are no commits to check. */
  unavailable: string | null;
  /** Commits that carry an anchor. */
  commits: number;
  /** Anchors whose line is there with that hash. */
  fitting: number;
  /** The one of lowest sequence: there, or before, the log was replaced. */
  mismatch: AnchorMismatch | null;
  mismatches: number;
  /** Anchors past the last line that can be read, lowest first: the log was cut back, or an older one was put in its place. */
  beyond: { commit: string; seq: number }[];
  beyondCount: number;
  /** Anchors before the first line of this log: it was moved to an archive. */
  archived: number;
  /** Commits with a trailer of that name that is no anchor. */
  unreadable: string[];
  /** Events `log.salvaged`: a repair replaced all lines after such an event. */
  repairs: number[];
}

/** More commits than this are counted, not listed. */
const LISTED = 100;

/** Holds the lines that commits name against the log, which must have been read after the commits. Memory is bounded by the commits. */
export function checkAnchors(fs: Fs, directory: string, { commits, unavailable }: AnchoredCommits): AnchorVerdict {
  const unreadable = commits.filter(({ values }) => values.some((value) => !readAnchor(value))).map(({ commit }) => commit);
  const named = commits.flatMap(({ commit, values }) =>
    values.flatMap((value) => readAnchor(value) ?? []).map((one) => ({ commit, ...one })),
  );
  const wanted = new Map(named.map(({ seq }) => [seq, ""]));
  const repairs: number[] = [];
  let first = 0;
  const { head } = scanLog({
    fs,
    directory,
    from: START,
    onBatch(batch) {
      for (const { seq, hash, type } of batch) {
        first ||= seq;
        if (wanted.has(seq)) wanted.set(seq, hash);
        if (type === "log.salvaged") repairs.push(seq);
      }
      return "next";
    },
  });
  const ordered = named.toSorted((a, b) => a.seq - b.seq);
  const wrong = ordered.flatMap(({ commit, seq, hash }) => {
    const logged = wanted.get(seq) || null;
    return logged === null || logged === hash ? [] : [{ commit, seq, anchored: hash, logged }];
  });
  const beyond = ordered.flatMap(({ commit, seq }) => (seq > head.seq ? [{ commit, seq }] : []));
  return {
    unavailable,
    commits: commits.length,
    fitting: ordered.filter(({ seq, hash }) => wanted.get(seq) === hash).length,
    mismatch: wrong[0] ?? null,
    mismatches: wrong.length,
    beyond: beyond.slice(0, LISTED),
    beyondCount: beyond.length,
    archived: ordered.filter(({ seq }) => seq < first).length,
    unreadable: unreadable.slice(0, LISTED),
    repairs,
  };
}
