import { matchingPaths } from "../../src/kernel/matching-paths.ts";
import type { ManifestEntry } from "./manifest.ts";
import { ownStatePath } from "./own-state.ts";
import type { ManifestProblem, ParsedManifest } from "./parsed-manifest.ts";
import { relativePath } from "./relative-path.ts";

/** An entry as written, in either form of the manifest. */
export interface ManifestDraft {
  path: string;
  to?: string | undefined;
  required?: boolean | undefined;
  include?: readonly string[] | undefined;
  exclude?: readonly string[] | undefined;
  ignored?: boolean | undefined;
  /** Of the manifest, from 1. */
  line?: number | undefined;
}

/** Fills in defaults, and refuses what leaves the workspace, names Millrace's own state, or goes to one place twice. */
export function settleManifest(drafts: readonly ManifestDraft[], exclude: readonly string[]): ParsedManifest {
  const problems: ManifestProblem[] = exclude.flatMap((glob) => globProblem(glob));
  const entries = drafts.flatMap((draft) => {
    const settled = settle(draft);
    if ("entry" in settled) return [settled];
    problems.push(...settled.problems);
    return [];
  });
  const places = new Map<string, string>();
  for (const { entry, line } of entries) {
    const earlier = places.get(entry.to);
    if (earlier === undefined) places.set(entry.to, entry.path);
    else if (earlier === entry.path) problems.push(at(line, entry.path, `"${entry.path}" is named twice`, "Remove one of them"));
    else problems.push(at(line, entry.to, `"${earlier}" and "${entry.path}" both go to "${entry.to}"`, "Give one of them another `to`"));
  }
  if (drafts.length === 0) problems.push(at(undefined, "paths", "It names nothing to publish", 'Add paths = ["."], or what you publish'));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, exclude, entries: entries.map(({ entry }) => entry) };
}

type Settled = { entry: ManifestEntry; line: number | undefined } | { problems: ManifestProblem[] };

function settle({ path, to, required = true, include = [], exclude = [], ignored = false, line }: ManifestDraft): Settled {
  const from = relativePath(path);
  const place = relativePath(to ?? path);
  const problems = [
    ...("problem" in from ? [at(line, path, `The path "${path}" ${from.problem}`, "Name a path within the workspace")] : []),
    ...("problem" in place && to !== undefined
      ? [at(line, to, `The place "${to}" ${place.problem}`, "Name a path within the staging worktree")]
      : []),
    ...[...include, ...exclude].flatMap((glob) => globProblem(glob, line)),
    ...("path" in from && ownStatePath(from.path)
      ? [at(line, path, `"${path}" is Millrace's own state, which is never published`, "Remove it from the manifest")]
      : []),
  ];
  if (problems.length > 0 || "problem" in from || "problem" in place) return { problems };
  return { entry: { path: from.path, to: place.path, required, include, exclude, ignored }, line };
}

function globProblem(glob: string, line?: number): ManifestProblem[] {
  try {
    matchingPaths([glob], []);
    return [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [at(line, glob, error.message, "Mend the glob")];
  }
}

function at(line: number | undefined, path: string, message: string, fix: string): ManifestProblem {
  return { path, message, fix, ...(line === undefined ? {} : { line }) };
}
