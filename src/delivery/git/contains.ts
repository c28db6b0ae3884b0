import { OWN_DIRECTORY } from "../own-directory.ts";
import type { Repository } from "./repository.ts";
import { treeId, withoutEntry } from "./tree-object.ts";

const AT_ONCE = 500;

/** Whether a commit is reachable from a branch. */
export async function containsCommit({ git }: Repository, commit: string, branch: string): Promise<boolean> {
  const tip = await tipOf(git, branch);
  return tip !== null && (await git.end(["merge-base", "--is-ancestor", commit, tip])).exit === 0;
}

/** Whether some commit that is reachable from a branch holds exactly this tree as its workspace, youngest first. */
export async function containsTree(repository: Repository, tree: string, branch: string): Promise<boolean> {
  const tip = await tipOf(repository.git, branch);
  if (tip === null) return false;
  const listed = (await repository.git.must(["rev-list", "--no-commit-header", "--format=%T", tip])).toString();
  const roots = [...new Set(listed.split("\n").filter(Boolean))];
  if (repository.prefix.length === 0 && roots.includes(tree)) return true;
  for (let start = 0; start < roots.length; start += AT_ONCE) {
    const ids = await workspaceIds(repository, roots.slice(start, start + AT_ONCE));
    if (ids.includes(tree)) return true;
  }
  return false;
}

/** What `workspaceTree` would give for each of these root trees, computed from their bytes: one git for all of them. */
async function workspaceIds({ git, prefix, algorithm }: Repository, roots: readonly string[]): Promise<string[]> {
  const names = roots.map((root) => (prefix.length === 0 ? root : `${root}:${prefix.join("/")}`));
  const output = await git.must(["cat-file", "--batch"], { input: Buffer.from(names.map((name) => `${name}\n`).join("")) });
  const ids: string[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0x0a, at);
    const [, type, size] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(output.toString("utf8", at, end)) ?? [];
    at = end + 1;
    if (size === undefined) continue; // this commit has no such folder
    const bytes = output.subarray(at, at + Number(size));
    at += Number(size) + 1;
    if (type === "tree") ids.push(treeId(algorithm, withoutEntry(algorithm, bytes, OWN_DIRECTORY)));
  }
  return ids;
}

async function tipOf(git: Repository["git"], branch: string): Promise<string | null> {
  const asBranch = await git.ask(["rev-parse", "-q", "--verify", `refs/heads/${branch}^{commit}`]);
  return asBranch ?? git.ask(["rev-parse", "-q", "--verify", "--end-of-options", `${branch}^{commit}`]);
}
