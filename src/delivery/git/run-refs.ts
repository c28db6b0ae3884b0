import type { Git } from "./git.ts";
import { refName } from "./ref-name.ts";
import type { Repository } from "./repository.ts";
import { updateOwnRefs } from "./update-own-refs.ts";

/** A ref that keeps a tree of a run alive, and the object that it names. */
export interface RunRef {
  name: string;
  object: string;
}

/** The refs of ours that keep trees of these runs. */
export async function listRunRefs({ git, refs }: { git: Git; refs: string }, runs: readonly string[]): Promise<RunRef[]> {
  const { exit, stdout } = await git.end(["for-each-ref", "--format=%(refname) %(objectname)", `${refs}runs/`]);
  if (exit !== 0) return [];
  const wanted = new Set(runs.map((run) => `${refs}runs/${refName(run)}`));
  return stdout
    .toString()
    .split("\n")
    .flatMap((line) => {
      const [name = "", object = ""] = line.split(" ");
      const run = name
        .split("/")
        .slice(0, refs.split("/").length + 1)
        .join("/");
      return wanted.has(run) ? [{ name, object }] : [];
    });
}

/** Lets refs go that still name what they named; others stay. Throws `git.failed`. */
export async function dropRunRefs(repository: Repository, refs: readonly RunRef[]): Promise<void> {
  if (refs.length === 0) return;
  const present = new Set((await listAll(repository)).map(({ name, object }) => `${name} ${object}`));
  const gone = refs.filter(({ name, object }) => name.startsWith(repository.refs) && present.has(`${name} ${object}`));
  if (gone.length === 0) return;
  await updateOwnRefs(repository, gone.map(({ name, object }) => `delete ${name}\0${object}\0`).join(""));
}

async function listAll({ git, refs }: Repository): Promise<RunRef[]> {
  const { stdout } = await git.end(["for-each-ref", "--format=%(refname) %(objectname)", refs]);
  return stdout
    .toString()
    .split("\n")
    .map((line) => {
      const [name = "", object = ""] = line.split(" ");
      return { name, object };
    });
}
