import { execFileSync } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openTrees } from "../../src/delivery/open-trees.ts";
import type { Trees } from "../../src/kernel/ports/trees.ts";

/** What a test puts at a path: text or bytes, a script, a link, or nothing. */
export type Content = string | Uint8Array | { script: string } | { link: string } | null;

/** A real repository in a fresh directory, as an operator would use it. */
export class Repo {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  git(...args: string[]): string {
    return this.gitIn(this.root, ...args);
  }

  gitIn(cwd: string, ...args: string[]): string {
    return execFileSync("git", ["-c", "protocol.file.allow=always", ...args], {
      cwd,
      env: cleanEnv(),
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 1 << 28,
    }).toString();
  }

  put(files: Record<string, Content>): this {
    for (const [path, content] of Object.entries(files)) {
      const absolute = join(this.root, path);
      if (content === null) {
        rmSync(absolute, { recursive: true, force: true });
        continue;
      }
      mkdirSync(dirname(absolute), { recursive: true });
      if (typeof content === "string" || content instanceof Uint8Array) writeFileSync(absolute, content);
      else if ("link" in content) symlinkSync(content.link, absolute);
      else {
        writeFileSync(absolute, content.script);
        chmodSync(absolute, 0o755);
      }
    }
    return this;
  }

  commitAll(message: string): string {
    this.git("add", "-A");
    this.git("commit", "-q", "-m", message);
    return this.head();
  }

  head(): string {
    return this.git("rev-parse", "HEAD").trim();
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  trees(inside = ""): Promise<Trees> {
    const root = join(this.root, inside);
    return openTrees({ root, directory: join(root, "millrace-agents/state/trees"), namespace: "test" });
  }

  /** `path → mode content` of a tree, for comparison. */
  tree(id: string): Record<string, string> {
    const files: Record<string, string> = {};
    for (const line of this.git("ls-tree", "-r", "-z", "--full-tree", id).split("\0").filter(Boolean)) {
      const [facts = "", path = ""] = line.split("\t");
      const [mode = "", type = "", blob = ""] = facts.split(" ");
      files[path] = type === "blob" ? `${mode} ${this.git("cat-file", "blob", blob)}` : `${mode} ${blob}`;
    }
    return files;
  }

  /** Everything of the operator's that must not change: files with their times, index, HEAD, refs, stash, reflogs. */
  operator(): Record<string, string> {
    const gitDirectory = this.git("rev-parse", "--absolute-git-dir").trim();
    const seen: Record<string, string> = {
      refs: this.git("for-each-ref", "--format=%(refname) %(objectname)")
        .split("\n")
        .filter((line) => !line.startsWith("refs/millrace/"))
        .join("\n"),
    };
    for (const name of ["index", "HEAD", "ORIG_HEAD", "MERGE_HEAD", "logs/HEAD", "config", "info/sparse-checkout"]) {
      const stat = lstatSync(join(gitDirectory, name), { throwIfNoEntry: false });
      seen[`.git/${name}`] = stat ? `${stat.mtimeMs} ${readFileSync(join(gitDirectory, name)).toString("base64")}` : "absent";
    }
    seen[".git"] = readdirSync(gitDirectory)
      .filter((name) => !/^(objects|refs|packed-refs)$/.test(name))
      .sort()
      .join(" ");
    this.look("", seen);
    return seen;
  }

  private look(directory: string, seen: Record<string, string>): void {
    for (const entry of readdirSync(join(this.root, directory), { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.name === ".git" || path === "millrace-agents") continue;
      if (entry.isDirectory()) {
        this.look(path, seen);
        continue;
      }
      const stat = lstatSync(join(this.root, path));
      const content = entry.isSymbolicLink()
        ? readlinkSync(join(this.root, path))
        : entry.isFile()
          ? readFileSync(join(this.root, path)).toString("base64")
          : "";
      seen[path] = `${stat.mode} ${stat.ino} ${stat.mtimeMs} ${content}`;
    }
  }
}

/** An operator's git: no configuration of this machine, a name and an address of its own. */
export function cleanEnv(): Record<string, string> {
  const who = {
    GIT_AUTHOR_NAME: "Op",
    GIT_AUTHOR_EMAIL: "op@example.org",
    GIT_COMMITTER_NAME: "Op",
    GIT_COMMITTER_EMAIL: "op@example.org",
  };
  return { PATH: process.env.PATH ?? "", HOME: "/nonexistent", LC_ALL: "C", GIT_CONFIG_NOSYSTEM: "1", ...who };
}
