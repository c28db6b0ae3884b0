import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { OWN_DIRECTORY } from "../own-directory.ts";
import { dropPrivateIndex, privateIndex } from "./private-index.ts";
import type { Repository } from "./repository.ts";
import { bytesText, parts, textBytes } from "./text.ts";
import { emptyTree } from "./tree-object.ts";
import { updateOwnRefs } from "./update-own-refs.ts";

/** The tree that was recorded last, and through which state of the private index. */
export interface LastRecord {
  index: string;
  tree: string;
}

const TRIES = 3;
const others = [".", `:(exclude,literal)${OWN_DIRECTORY}`];

/**
 * Writes the tree of the workspace through the private index. While nothing has changed since `last`, one `git status` says so
 * and nothing is written. Files that vanish while git reads them, and an index that a crash left behind, are tried again.
 */
export async function recordTree(repository: Repository, last: LastRecord | null): Promise<LastRecord> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryToRecord(repository, attempt === 1 ? last : null);
    } catch (error) {
      if (attempt === TRIES || !(error instanceof MillraceError)) throw error;
      dropPrivateIndex(repository);
    }
  }
}

async function tryToRecord(repository: Repository, last: LastRecord | null): Promise<LastRecord> {
  const { git } = repository;
  const index = await privateIndex(repository);
  // The index is ours: git may write down what it learns about unchanged files.
  const env = { GIT_INDEX_FILE: index, GIT_OPTIONAL_LOCKS: "1" };
  const { dirty, nested } = await look(repository, env);
  if (!dirty && last?.index === index) return last;
  if (dirty) {
    const spare = nested.map((path) => `:(top,exclude,literal)${path}`);
    const input = textBytes([...others, ...spare].map((path) => `${path}\0`).join(""));
    await git.must([...whole, "add", "-A", "--sparse", "--pathspec-from-file=-", "--pathspec-file-nul"], { env, input });
  }
  const tree = await writeTree(repository, env);
  // Keeps alive what the private index names, until the caller keeps the tree under a name of its own.
  await updateOwnRefs(repository, `update ${repository.refs}recorded\0${tree}\0\0`);
  return { index, tree };
}

/** The private index is written whole, however the operator's is kept. */
const whole = ["-c", "core.splitIndex=false", "-c", "index.sparse=false"];

/**
 * Whether the private index lags behind the files, and the repositories that lie untracked within the workspace: git
 * cannot take their files, and would refuse to add one without commits.
 */
async function look({ git }: Repository, env: Record<string, string>): Promise<{ dirty: boolean; nested: string[] }> {
  const flags = ["--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=dirty"];
  const output = await git.must([...whole, "status", ...flags, "--", ...others], { env });
  const seen = parts(bytesText(output));
  const isNested = (entry: string) => entry.startsWith("??") && entry.endsWith("/");
  return {
    dirty: seen.some((entry) => entry[1] !== " " && !isNested(entry)),
    nested: seen.filter(isNested).map((entry) => entry.slice(3, -1)),
  };
}

async function writeTree({ git, prefix, algorithm }: Repository, env: Record<string, string>): Promise<string> {
  if (prefix.length === 0) return git.line([...whole, "write-tree"], { env });
  const { exit, stdout, stderr } = await git.end([...whole, "write-tree", `--prefix=${prefix.join("/")}/`], { env });
  if (exit === 0) return stdout.toString().trim();
  if (stderr.includes("prefix") && stderr.includes("not found")) return emptyTree(algorithm);
  throw new MillraceError("git.failed", { command: "write-tree", exit: `exit ${exit}`, problem: stderr.trim() });
}
