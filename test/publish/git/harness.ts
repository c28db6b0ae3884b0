import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openGit } from "../../../publish/git/open-git.ts";
import type { CommitOrder, FileChange, GitPort, Person } from "../../../publish/git/port.ts";
import { cleanEnv, Repo } from "../../delivery/repo.ts";

export type Adapter = GitPort["adapter"];

export const op: Person = { name: "Op", email: "op@example.org", seconds: 1_700_000_000, zone: "+0100" };

/** The environment of a test: no configuration of this machine. */
export const env: Record<string, string> = { PATH: process.env.PATH ?? "", HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1" };

export interface Ground {
  directory(): string;
  /** A fresh repository with one commit. */
  repo(...init: string[]): Repo;
  open(adapter: Adapter, root: string, with_?: Record<string, string>): Promise<GitPort>;
  clear(): Promise<void>;
}

/** Directories and ports of one test. */
export function makeGround(): Ground {
  const made: string[] = [];
  const ports: GitPort[] = [];
  const directory = () => {
    const path = realpathSync(mkdtempSync(join(tmpdir(), "millrace-port-")));
    made.push(path);
    return path;
  };
  return {
    directory,
    repo(...init) {
      const repo = new Repo(directory());
      repo.git("init", "-q", "-b", "main", ...init);
      repo.git("config", "user.name", "Op");
      repo.git("config", "gc.auto", "0");
      repo.git("config", "user.email", "op@example.org");
      repo.put({ ".gitignore": "*.log\nnode_modules/\n", README: "hello\n", "src/a.ts": "a\n", "src/b.ts": "b\n" }).commitAll("first");
      return repo;
    },
    async open(adapter, root, more = {}) {
      const opened = await openGit(root, null, { adapter, env: { ...env, ...more } });
      if (opened.type !== "opened") throw new Error(JSON.stringify(opened));
      ports.push(opened.port);
      return opened.port;
    },
    async clear() {
      for (const port of ports.splice(0)) await port.close();
      for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The commit of what changed at these paths (absent: everywhere), planned but not made. */
export async function orderOf(port: GitPort, paths?: readonly string[], over: Partial<CommitOrder> = {}): Promise<CommitOrder> {
  const { head, changes } = await port.changes(paths);
  const { tree } = await port.planTree(head, changes);
  return {
    tree,
    changes,
    expectedParent: head,
    message: "m",
    trailers: [],
    author: op,
    committer: op,
    sign: false,
    hooks: "run",
    ...over,
  };
}

/** Every byte below a directory, `.git` included: path → hash. */
export function everyByte(root: string): Record<string, string> {
  const seen: Record<string, string> = {};
  const look = (directory: string): void => {
    for (const entry of readdirSync(join(root, directory), { withFileTypes: true })) {
      const path = join(directory, entry.name);
      const absolute = join(root, path);
      if (entry.isDirectory()) {
        seen[`${path}/`] = "";
        look(path);
      } else
        seen[path] = entry.isSymbolicLink()
          ? `-> ${readlinkSync(absolute)}`
          : createHash("sha1").update(readFileSync(absolute)).digest("hex");
    }
  };
  look("");
  return seen;
}

/** The tree that native git would commit from here after `git add -A`, found with an index and objects aside. */
export function nativeTree(repo: Repo, root = repo.root): string {
  const aside = realpathSync(mkdtempSync(join(tmpdir(), "millrace-native-")));
  try {
    const [common = "", own = ""] = repo
      .gitIn(root, "rev-parse", "--path-format=absolute", "--git-common-dir", "--git-path", "index")
      .split("\n");
    mkdirSync(join(aside, "objects/info"), { recursive: true });
    writeFileSync(join(aside, "objects/info/alternates"), `${join(common, "objects")}\n`);
    const index = join(aside, "index");
    if (existsSync(own)) {
      copyFileSync(own, index);
      // A copy must look no younger than its original, or git would trust times of the same second.
      utimesSync(index, 1, 1);
    }
    const more = { GIT_INDEX_FILE: index, GIT_OBJECT_DIRECTORY: join(aside, "objects") };
    const run = (...args: string[]) =>
      execFileSync("git", args, { cwd: root, env: { ...cleanEnv(), ...more }, stdio: ["ignore", "pipe", "ignore"] })
        .toString()
        .trim();
    run("add", "-A");
    return run("write-tree");
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** The names of changes with their kind, for comparison. */
export const told = (changes: readonly FileChange[]): string[] => changes.map(({ path, status }) => `${status} ${path}`);
