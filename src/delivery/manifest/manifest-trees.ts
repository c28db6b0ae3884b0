import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { isFsError } from "../../kernel/fs-error.ts";
import type {
  CommitOutcome,
  ExtractOutcome,
  FoundCommit,
  IndexOutcome,
  LostTree,
  PathChange,
  RestoreOutcome,
  Tree,
  Trees,
  TreesDescription,
} from "../../kernel/ports/trees.ts";
import { diskFs } from "../../kernel/real/fs.ts";
import { replaceFile } from "../../kernel/replace-file.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { refused } from "../refused.ts";
import { changedEntries } from "./changed-entries.ts";
import { HashCache } from "./hash-cache.ts";
import { hashFile } from "./hash-file.ts";
import { type ManifestEntry, manifestId, manifestText, readManifest } from "./manifest.ts";
import { walk } from "./walk.ts";

/** Trees without git: hashes of manifests, which are kept as files. Contents are not, so there is nothing to undo or deliver from. */
export class ManifestTrees implements Trees {
  private readonly root: string;
  private readonly directory: string;
  private readonly reason: string;
  private readonly alone = oneAtATime();
  private cache: HashCache | null = null;

  constructor(root: string, directory: string, reason: string) {
    this.root = root;
    this.directory = directory;
    this.reason = reason;
  }

  async describe(): Promise<TreesDescription> {
    return { kind: "manifest", head: null, branch: null, reason: this.reason };
  }

  record(): Promise<Tree> {
    return this.alone(async () => {
      const manifests = join(this.directory, "manifests");
      mkdirSync(manifests, { recursive: true });
      this.cache ??= new HashCache(join(this.directory, "hashes.json"));
      const text = manifestText(await this.entries(this.cache));
      this.cache.settle();
      const id = manifestId(text);
      const path = join(manifests, id);
      if (!diskFs.facts(path)) replaceFile(diskFs, path, text, { durable: true });
      return { kind: "manifest", id };
    });
  }

  async headTree(): Promise<null> {
    return null;
  }

  async keep(): Promise<false> {
    return false;
  }

  async lost(trees: readonly Tree[]): Promise<LostTree[]> {
    return trees.flatMap((tree) => {
      const found = tree.kind === "manifest" ? manifestHash(join(this.directory, "manifests", tree.id)) : null;
      return found === tree.id ? [] : [{ tree, how: found === null ? "gone" : "altered" } as const];
    });
  }

  async changed(before: Tree, after: Tree): Promise<PathChange[]> {
    return changedEntries(this.load(before), this.load(after));
  }

  async diffText(): Promise<null> {
    return null;
  }

  async commit(): Promise<CommitOutcome> {
    return refused("git.none", { reason: this.reason });
  }

  async followIndex(): Promise<IndexOutcome> {
    return { index: "left", why: this.reason };
  }

  async findCommit(): Promise<FoundCommit | null> {
    return null;
  }

  async trailers(): Promise<null> {
    return null;
  }

  async contains(): Promise<false> {
    return false;
  }

  async restore(): Promise<RestoreOutcome> {
    return refused("git.no-contents", { reason: this.reason });
  }

  async extract(): Promise<ExtractOutcome> {
    return refused("git.no-contents", { reason: this.reason });
  }

  private async entries(cache: HashCache): Promise<ManifestEntry[]> {
    const entries: ManifestEntry[] = [];
    for (const { path, stat } of await walk(this.root)) {
      const known = cache.get(path, stat);
      const now = Date.now();
      const hash = known ?? (await this.hash(path, stat));
      if (hash === null) continue;
      if (known === null) cache.put(path, stat, hash, now);
      const mode = stat.isSymbolicLink() ? "symlink" : stat.mode & 0o100 ? "executable" : "file";
      entries.push({ path, mode, hash });
    }
    return entries;
  }

  /** null for a file that vanished meanwhile. */
  private async hash(path: string, stat: Parameters<typeof hashFile>[1]): Promise<string | null> {
    try {
      return await hashFile(join(this.root, path), stat);
    } catch (error) {
      if (isFsError(error, "ENOENT", "ENOTDIR")) return null;
      if (isFsError(error)) throw new MillraceError("tree.unreadable", { path, problem: error.code }, error);
      throw error;
    }
  }

  private load({ kind, id }: Tree): ManifestEntry[] {
    if (kind !== "manifest" || !/^[0-9a-f]{64}$/.test(id)) {
      throw new MillraceError("git.unknown-tree", { tree: id, problem: `it is a ${kind} tree, and the workspace has no git now` });
    }
    try {
      const text = readFileSync(join(this.directory, "manifests", id), "utf8");
      if (manifestId(text) !== id) throw new MillraceError("git.unknown-tree", { tree: id, problem: "its manifest is damaged" });
      return readManifest(text);
    } catch (error) {
      if (isFsError(error, "ENOENT")) throw new MillraceError("git.unknown-tree", { tree: id, problem: "its manifest is gone" }, error);
      throw error;
    }
  }
}

function manifestHash(path: string): string | null {
  try {
    return manifestId(readFileSync(path, "utf8"));
  } catch (error) {
    if (isFsError(error, "ENOENT", "ENOTDIR")) return null;
    throw error;
  }
}
