import { join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { relativeLayout } from "../layout.ts";
import { type ReadBaseline, readBaseline } from "./baseline.ts";
import { type BaselineFile, type BaselineOptions, baselineFiles } from "./baseline-files.ts";
import { mergeLines } from "./merge-lines.ts";

/** Larger files are not merged line by line: nothing that `init` installs comes near. */
const LARGEST_MERGED = 256 * 1024;

/**
 * What becomes of one installed file.
 * current: it is as this version has it. replace: nobody edited it. merge: both changed other lines. keep: it was edited, and
 * this version changed nothing. conflict: both changed the same lines: the file stays, this version's lies beside it.
 * missing: it is not there, and is made. removed: somebody took it away, and it stays away. unreadable: it stays.
 */
export interface BaselineChange {
  path: string;
  action: "current" | "replace" | "merge" | "keep" | "conflict" | "missing" | "removed" | "unreadable";
  why: string;
  /** What is written, and where; null when nothing is. */
  write: { path: string; text: string } | null;
}

export interface BaselinePlan {
  root: string;
  /** The version that installed the files; null when nothing says so. */
  from: string | null;
  mode: string | null;
  changes: BaselineChange[];
  /** What this version installs: the base of the next comparison. */
  files: BaselineFile[];
}

/** Compares what was installed with what this version installs and with the files as they are. Reads only. */
export function planBaseline(
  fs: Fs,
  root: string,
  entry: BaselineOptions["entry"],
): { plan: BaselinePlan } | Extract<ReadBaseline, { kind: "newer" }> {
  const read = readBaseline(fs, root);
  if (read.kind === "newer") return read;
  const known = read.kind === "known" ? read.baseline : null;
  const config = fs.facts(join(root, relativeLayout.config)) ? relativeLayout.config : configPlace(fs, root);
  const files = baselineFiles({ mode: known?.mode ?? undefined, entry, config });
  const changes = files.map((file) => {
    const base = known?.files.find(({ path }) => path === file.path)?.text ?? null;
    return changeOf(fs, root, file, base);
  });
  return { plan: { root, from: known?.product ?? null, mode: known?.mode ?? null, changes, files } };
}

function configPlace(fs: Fs, root: string): string {
  return fs.facts(join(root, relativeLayout.agentsConfig)) ? relativeLayout.agentsConfig : relativeLayout.config;
}

function changeOf(fs: Fs, root: string, { path, text }: BaselineFile, base: string | null): BaselineChange {
  const change = (action: BaselineChange["action"], why: string, write: string | null = null, at = path): BaselineChange => ({
    path,
    action,
    why,
    write: write === null ? null : { path: at, text: write },
  });
  const present = presentText(fs, join(root, path));
  if (present === undefined) return change("unreadable", "It is no text file that can be read");
  if (present === null && base !== null) return change("removed", "It was removed, and stays so");
  if (present === null) return change("missing", "It is not there", text);
  if (present === text) return change("current", "It is as this version has it");
  if (present === base) return change("replace", "Nobody edited it", text);
  if (base === text) return change("keep", "It was edited, and this version changed nothing in it");
  const beside = `${path}.new`;
  const offered = presentText(fs, join(root, beside)) === text ? null : text;
  if (base === null) return change("conflict", "Nothing says what was installed, so that every line may be an edit", offered, beside);
  const merged = Math.max(present.length, text.length) > LARGEST_MERGED ? null : mergeLines(base, present, text);
  if (merged === present) return change("keep", "It was edited, and has what this version changed already");
  if (merged !== null) return change("merge", "It was edited, and this version changed other lines", merged);
  return change("conflict", "It was edited where this version changed it", offered, beside);
}

/** Null when it is not there, undefined when it is no file that can be read as text. */
function presentText(fs: Fs, path: string): string | null | undefined {
  try {
    const kind = fs.facts(path)?.kind;
    if (kind === undefined) return null;
    return kind === "file" ? new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(fs.read(path)) : undefined;
  } catch (error) {
    if (isFsError(error) || error instanceof TypeError) return undefined;
    throw error;
  }
}
