import { join } from "node:path";
import type { Git } from "../../../src/delivery/git/git.ts";
import { parseRawDiff } from "../../../src/delivery/git/raw-diff.ts";
import { seedIndex } from "../../../src/delivery/git/seed-index.ts";
import { bytesText, parts, rawName, readable, textBytes } from "../../../src/delivery/git/text.ts";
import { emptyTree } from "../../../src/delivery/git/tree-object.ts";
import { unhide } from "../../../src/delivery/git/unhide.ts";
import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import { covering, parentsOf } from "../covers.ts";
import type { GitFacts } from "../facts.ts";
import { byBytes, statusOf } from "../file-change.ts";
import { lstatOf } from "../lstat-of.ts";
import type { Changes, FileChange, FileState, Mode } from "../port.ts";
import { addToIndex } from "./add-to-index.ts";
import type { ObjectReader } from "./object-reader.ts";
import type { Scratch } from "./scratch.ts";

const ABSENT = "000000";
const SUBMODULE = "160000";

/** Of one port. `objects` sees the scratch directory too. */
export interface FindTools {
  git: Git;
  facts: GitFacts;
  scratch: Scratch;
  objects: ObjectReader;
}

/**
 * What `git add -A` would stage, found by letting git do it to a copy of the index, with objects going into the scratch directory.
 * So filters, conversions and sparse checkouts count as they do for git.
 */
export async function findChanges(
  { git, facts, scratch, objects }: FindTools,
  head: string | null,
  paths?: readonly string[],
): Promise<Changes> {
  const env = { ...scratch.env("index"), GIT_OPTIONAL_LOCKS: "1", GIT_LITERAL_PATHSPECS: "1" };
  objects.start();
  const seeded = seedIndex({ git, index: join(facts.gitDirectory, "index") }, scratch.index("index"));
  // The whole worktree is taken in beside the other questions: only marks on entries, which are rare, make it necessary once more.
  const early = paths === undefined ? seeded.then(() => addToIndex(git, scratch.settings, env, undefined)) : seeded.then(() => []);
  const [index, ignored, found] = await Promise.all([listIndex(git), ignoredOf(git, facts.root, paths ?? []), early]);
  if (index.isMarked) await unhide({ git }, env);
  const wanted = paths === undefined ? undefined : findable(facts.root, index.visible, paths, ignored);
  const again = wanted === undefined ? index.isMarked : wanted.length > 0;
  const leftOut = again ? await addToIndex(git, scratch.settings, env, wanted) : found;

  const output = await git.must(
    ["diff-index", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", head ?? emptyTree(facts.objectFormat)],
    { env },
  );
  const isCovered = paths === undefined ? () => true : covering(paths.map(rawName));
  const raw = parseRawDiff(output).filter(({ path }) => isCovered(path));
  const linked = raw
    .filter(({ modes, path }) => modes[0] === ABSENT && modes[1] === SUBMODULE && !index.tracked.has(path))
    .map(({ path }) => path);
  const nested = [...new Set([...linked, ...leftOut.filter(isCovered)])];
  const changes = await Promise.all(
    raw
      .filter(({ path }) => !nested.includes(path))
      .map(async ({ modes, ids, path }): Promise<FileChange> => {
        const before = stateOf(modes[0], ids[0]);
        const after = stateOf(modes[1], ids[1]);
        const size = after === null || after.mode === SUBMODULE ? 0 : await objects.size(after.oid);
        const withSize = after && { ...after, size };
        return { path: nameOf(path), status: statusOf(before, after), before, after: withSize, untracked: !index.tracked.has(path) };
      }),
  );
  return { head, changes: changes.sort(byBytes), ignored: [...ignored].map(readable).sort(), nested: nested.map(nameOf).sort() };
}

/** What the operator's index holds, as latin1; `visible` without what a sparse checkout leaves out, which is no change where it is absent. */
async function listIndex(git: Git): Promise<{ tracked: ReadonlySet<string>; visible: string[]; isMarked: boolean }> {
  const listed = parts(bytesText(await git.must(["ls-files", "-v", "-z"])));
  return {
    tracked: new Set(listed.map((entry) => entry.slice(2))),
    visible: listed.flatMap((entry) => (entry[0]?.toUpperCase() === "S" ? [] : [entry.slice(2)])),
    isMarked: listed.some((entry) => entry[0] !== "H"),
  };
}

/** Those of the paths (latin1) that git ignores and does not track. */
async function ignoredOf(git: Git, root: string, paths: readonly string[]): Promise<Set<string>> {
  const present = paths.filter((path) => isThere(root, path));
  if (present.length === 0) return new Set();
  const input = textBytes(present.map((path) => `${rawName(path)}\0`).join(""));
  const { exit, stdout, stderr } = await git.end(["check-ignore", "-z", "--stdin"], { input });
  if (exit === 0 || exit === 1) return new Set(parts(bytesText(stdout)));
  throw new MillraceError("git.failed", { command: "check-ignore", exit: `exit ${exit}`, problem: stderr.trim() });
}

/** Those of the paths, as latin1, that git can add: on disk, or known to the index. It would refuse the others. */
function findable(root: string, visible: readonly string[], paths: readonly string[], ignored: ReadonlySet<string>): string[] {
  const known = new Set<string>(visible);
  for (const path of visible) for (const parent of parentsOf(path)) known.add(parent);
  return paths
    .filter((path) => isThere(root, path) || known.has(rawName(path)))
    .map(rawName)
    .filter((raw) => !ignored.has(raw));
}

/** Below a link nothing is of this worktree. */
function isThere(root: string, path: string): boolean {
  for (const parent of parentsOf(path)) {
    if (!lstatOf(join(root, parent))?.isDirectory()) return false;
  }
  return lstatOf(join(root, path)) !== undefined;
}

const stateOf = (mode: string, oid: string): FileState | null => (mode === ABSENT ? null : { mode: mode as Mode, oid });

function nameOf(raw: string): string {
  const path = readable(raw);
  if (rawName(path) !== raw) throw new MillraceError("git.unreadable-name", { path });
  return path;
}
