import { rmSync } from "node:fs";
import type { LeftPath, RestoreOutcome, Tree } from "../../kernel/ports/trees.ts";
import { materialise } from "./materialise.ts";
import { type RawChange, rawDiff } from "./raw-diff.ts";
import type { Repository } from "./repository.ts";
import { readable } from "./text.ts";
import { type Place, placeAt } from "./worktree-file.ts";

const ABSENT = "000000";
const SUBMODULE = "160000";

interface Order {
  from: string;
  to: string;
  paths: ReadonlySet<string> | undefined;
  /** Records the workspace as it is, and keeps it. */
  salvage: () => Promise<Tree>;
  apply: boolean;
}

/** Puts the files that differ between two trees from the one to the other. */
export async function restoreTree(repository: Repository, order: Order): Promise<RestoreOutcome> {
  const { git, directory } = repository;
  const differing = await rawDiff(git, order.from, order.to);
  const wanted = differing.filter(({ path }) => order.paths?.has(readable(path)) ?? true);
  // Looked at before they are recorded: what changes from here on is found when its turn comes.
  const places = new Map(wanted.map(({ path }) => [path, placeAt(git.cwd, path)]));
  const salvage = await order.salvage();
  const now = await rawDiff(git, order.from, salvage.id);
  const moved = new Map(now.map((change) => [change.path, change]));
  const left: LeftPath[] = [];
  const conflicts: LeftPath[] = [];
  const due: { change: RawChange; place: Place }[] = [];
  for (const change of wanted) {
    const path = readable(change.path);
    const place = places.get(change.path) as Place;
    const present = moved.get(change.path);
    if (change.modes.includes(SUBMODULE)) left.push({ path, why: "it is a submodule" });
    else if (present && present.modes[1] === change.modes[1] && present.ids[1] === change.ids[1]) continue;
    else if (present) conflicts.push({ path, why: present.modes[1] === ABSENT ? "it was removed since" : "it was changed since" });
    else if (change.modes[0] === ABSENT && place.occupied) conflicts.push({ path, why: "something that git ignores is in its place" });
    else due.push({ change, place });
  }
  if (conflicts.length > 0) return { type: "conflict", paths: conflicts };
  const removals = due.filter(({ change }) => change.modes[1] === ABSENT);
  const writes = due.filter(({ change }) => change.modes[1] !== ABSENT);
  const names = (list: typeof due): string[] => list.map(({ change }) => readable(change.path));
  if (!order.apply) return { type: "possible", written: names(writes), removed: names(removals), left, salvage };

  const files = writes.map(({ change: { modes, ids, path } }) => ({ mode: modes[1], id: ids[1], path }));
  const made = await materialise(repository, files, directory);
  const done: { written: string[]; removed: string[] } = { written: [], removed: [] };
  const take = (list: string[], change: RawChange, why: string | null): void => {
    const path = readable(change.path);
    if (why === null) list.push(path);
    else left.push({ path, why });
  };
  try {
    // Removals first: a file may stand where a directory is to come back.
    for (const { change, place } of [...removals].reverse()) take(done.removed, change, place.remove());
    for (const { change, place } of writes) take(done.written, change, place.replaceBy(made.root));
  } finally {
    rmSync(made.directory, { recursive: true, force: true });
  }
  return { type: "restored", ...done, removed: done.removed.reverse(), left, salvage };
}
