import type { Git } from "./git.ts";
import { bytesText, parts, textBytes } from "./text.ts";

/** One entry of a git tree; its name as latin1 text. */
export interface TreeEntry {
  mode: string;
  type: "blob" | "tree" | "commit";
  id: string;
  name: string;
}

/** The entries of one tree, not of the trees in it. */
export async function treeEntries(git: Git, tree: string): Promise<TreeEntry[]> {
  return parts(bytesText(await git.must(["ls-tree", "-z", "--full-tree", tree]))).map((line) => {
    const [facts = "", name = ""] = splitOnce(line, "\t");
    const [mode = "", type = "", id = ""] = facts.split(" ");
    return { mode, type: type as TreeEntry["type"], id, name };
  });
}

/** A tree like `tree` (null: an empty one), with the entry of that name replaced, or left out when `entry` is null. */
export async function withEntry(git: Git, tree: string | null, name: string, entry: TreeEntry | null): Promise<string> {
  const others = tree ? (await treeEntries(git, tree)).filter((other) => other.name !== name) : [];
  const input = [...others, ...(entry ? [entry] : [])].map(({ mode, type, id, name }) => `${mode} ${type} ${id}\t${name}\0`).join("");
  return git.line(["mktree", "-z", "--missing"], { input: textBytes(input) });
}

function splitOnce(text: string, at: string): string[] {
  const index = text.indexOf(at);
  return [text.slice(0, index), text.slice(index + 1)];
}
