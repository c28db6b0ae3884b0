import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { archiveHome } from "../../log/archive/find-archive.ts";
import { relativeLayout } from "../../workspace/layout.ts";

/** The directory that archives are to lie in, absolute. Throws `prune.place` for one where the workspace would trip over them. */
export function placeFor(fs: Fs, root: string, asked: string | undefined, from: string | null): string {
  const agents = join(root, relativeLayout.agents);
  const home = archiveHome(agents);
  if (asked === undefined) return home;
  const directory = isAbsolute(asked) ? resolve(asked) : resolve(from ?? root, asked);
  const refuse = (problem: string): MillraceError => new MillraceError("prune.place", { directory, problem });
  if (isInside(directory, root) && !isInside(directory, home)) throw refuse("it is inside of the workspace");
  for (let path = directory; ; path = resolve(path, "..")) {
    const facts = fs.facts(path);
    if (facts && facts.kind !== "directory" && facts.kind !== "symlink") throw refuse(`${path} is not a directory`);
    if (facts || path === resolve(path, "..")) return directory;
  }
}

function isInside(path: string, above: string): boolean {
  const way = relative(above, path);
  return way === "" || (!isAbsolute(way) && way.split(sep)[0] !== "..");
}
