import { join } from "node:path";
import type { Fs } from "../../kernel/ports/fs.ts";
import { sha256 } from "../../kernel/sha256.ts";
import { type Layout, relativeLayout } from "../../workspace/layout.ts";
import { type Hit, maskFile, searchFile } from "./search-file.ts";

/** A file beside the log that holds a text. */
export interface Copy {
  /** Relative to the workspace. */
  path: string;
  /** mask: nobody writes it any more. log: what is in it goes with its event. projection: its owner makes it anew. keep: not ours to change. */
  fate: "mask" | "log" | "projection" | "keep";
  /** Why it is kept, and what to do. */
  note: string;
  hits: Hit[];
}

/** Opened by nobody else: SQLite would lose its locks. The index is made anew in any case. */
const CLOSED: ReadonlySet<string> = new Set([relativeLayout.owner, relativeLayout.index]);

/** The files of the workspace's agents' directory that hold any of the forms; `isLive` tells of a run. */
export function findCopies(fs: Fs, layout: Layout, forms: readonly Buffer[], isLive: (run: string) => boolean): Copy[] {
  return [relativeLayout.config, ...filesBelow(fs, layout.root, relativeLayout.agents)].flatMap((path): Copy[] => {
    if (fs.facts(join(layout.root, path))?.kind !== "file") return [];
    const hits = searchFile(fs, join(layout.root, path), forms);
    return hits.length === 0 ? [] : [{ path, hits, ...fateOf(path, isLive) }];
  });
}

/** The files of runs among those copies, with their hash as they are and as they will be. */
export function maskedFiles(fs: Fs, layout: Layout, copies: readonly Copy[]): { run: string; path: string; from: string; to: string }[] {
  return copies.flatMap(({ path, fate, hits }) => {
    const run = RUN.exec(path)?.[1];
    if (fate !== "mask" || run === undefined) return [];
    const bytes = Buffer.from(fs.read(join(layout.root, path)));
    const from = sha256(bytes);
    for (const { at, bytes: length } of hits) bytes.fill("*", at, at + length);
    return [{ run, path, from, to: sha256(bytes) }];
  });
}

/** Overwrites the text in those copies that nobody writes any more; gives their paths. */
export function maskCopies(fs: Fs, layout: Layout, copies: readonly Copy[]): string[] {
  const masked = copies.filter(({ fate }) => fate === "mask");
  for (const { path, hits } of masked) maskFile(fs, join(layout.root, path), hits);
  return masked.map(({ path }) => path);
}

function filesBelow(fs: Fs, root: string, path: string): string[] {
  if (CLOSED.has(path)) return [];
  const kind = fs.facts(join(root, path))?.kind;
  if (kind !== "directory") return kind === "file" ? [path] : [];
  return fs
    .list(join(root, path))
    .sort()
    .flatMap((name) => filesBelow(fs, root, `${path}/${name}`));
}

const RUN = new RegExp(`^${relativeLayout.runs}/([^/]+)/`);
const DOCUMENT = /^millrace-agents\/(?:tasks|specs|incidents|ideas|probes|learning)\//;

function fateOf(path: string, isLive: (run: string) => boolean): Pick<Copy, "fate" | "note"> {
  const run = RUN.exec(path)?.[1];
  if (run !== undefined) {
    return isLive(run) ? { fate: "keep", note: "its run is under way: redact again when it has ended" } : { fate: "mask", note: "" };
  }
  if (path.startsWith(`${relativeLayout.mailboxProcessed}/`) || path.startsWith(`${relativeLayout.mailboxFailed}/`)) {
    return { fate: "mask", note: "" };
  }
  if (path.startsWith(`${relativeLayout.log}/cut/`) || path.endsWith(".tmp")) return { fate: "mask", note: "" };
  if (path.startsWith(`${relativeLayout.blobs}/`))
    return { fate: "log", note: "data of an event that stays, or the state as of a prune, which stays" };
  if (path.startsWith(`${relativeLayout.log}/`)) return { fate: "log", note: "an event that stays: a name in it holds the text" };
  if (path.startsWith(`${relativeLayout.agents}/archive/`))
    return { fate: "keep", note: "an archive of millrace prune: keep it as safe as the text, or delete it" };
  if (path.startsWith(`${relativeLayout.state}/`))
    return { fate: "projection", note: "its owner makes it anew: look again when one has been here" };
  if (path.startsWith(`${relativeLayout.log}.`))
    return { fate: "keep", note: "a log that a repair set aside: remove it when you need it no more" };
  if (DOCUMENT.test(path)) return { fate: "keep", note: "a document: millrace queue edit, or remove the file if it was set aside" };
  return { fate: "keep", note: "a file of yours: edit or remove it" };
}
