import { join, relative, sep } from "node:path";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import type { FileFacts, Fs, OpenFile } from "../../kernel/ports/fs.ts";
import { POINTER } from "../prune-pointer.ts";
import type { ArchivedFile, ArchiveManifest } from "./manifest.ts";
import { isPacked, loadStored } from "./store-file.ts";

/** An archive that was opened: where it lies, and what it holds. */
export interface OpenedArchive {
  directory: string;
  manifest: ArchiveManifest;
  sha256: string;
}

interface Entry {
  archive: string;
  file: ArchivedFile;
}

/** Unpacked files that are kept for the next look. */
const KEPT = 2;

/**
 * The disk as it would be if nothing had been moved to these archives: what the workspace lacks is read from them. Writing goes to
 * the workspace. `agents` is its `millrace-agents`, absolute.
 */
export function archiveFs(fs: Fs, agents: string, archives: readonly OpenedArchive[]): Fs {
  const view = new ArchiveView(fs, agents, archives);
  return {
    open: (path, how) => (how === "read" ? (view.open(path) ?? fs.open(path, how)) : fs.open(path, how)),
    read: (path) => view.read(path) ?? fs.read(path),
    facts: (path) => view.facts(path),
    list: (path) => view.list(path),
    write: (path, bytes, mode) => fs.write(path, bytes, mode),
    append: (path, bytes) => fs.append(path, bytes),
    claim: (path, bytes) => fs.claim(path, bytes),
    makeDirectory: (path) => fs.makeDirectory(path),
    rename: (from, to) => fs.rename(from, to),
    remove: (path) => fs.remove(path),
    removeTree: (path) => fs.removeTree(path),
    copy: (from, to) => fs.copy(from, to),
    syncDirectory: (path) => fs.syncDirectory(path),
    free: (path) => fs.free(path),
  };
}

class ArchiveView {
  readonly #fs: Fs;
  readonly #agents: string;
  readonly #entries = new Map<string, Entry>();
  readonly #directories = new Map<string, Set<string>>();
  #kept: { path: string; bytes: Uint8Array }[] = [];
  /** Where the log's pointer lies, when the log begins earlier with these archives than without. */
  readonly #pointer: string | null;

  constructor(fs: Fs, agents: string, archives: readonly OpenedArchive[]) {
    this.#fs = fs;
    this.#agents = agents;
    const pointer = `log/${POINTER}`;
    const oldest = archives.filter(({ manifest }) => manifest.log !== null).sort((a, b) => fromOf(a) - fromOf(b))[0];
    this.#pointer = oldest ? join(agents, pointer) : null;
    for (const { directory, manifest } of archives) {
      for (const file of manifest.files) {
        if (file.path === pointer && directory !== oldest?.directory) continue;
        this.#add(file.path, { archive: directory, file });
      }
    }
  }

  facts(path: string): FileFacts | null {
    const entry = this.#entry(path);
    if (entry) return this.#factsOf(entry);
    if (path === this.#pointer) return null;
    const facts = this.#fs.facts(path);
    if (facts) return facts;
    return this.#directories.has(this.#key(path)) ? { kind: "directory", size: 0, modified: 0, mode: 0o755 } : null;
  }

  list(path: string): string[] {
    const more = this.#directories.get(this.#key(path));
    const names = this.#fs.list(path);
    return more ? [...new Set([...names, ...more])] : names;
  }

  read(path: string): Uint8Array | null {
    const entry = this.#entry(path);
    if (entry) return this.#bytes(path, entry);
    // What the oldest archive did not have was not there then; reading it there fails as it did.
    return path === this.#pointer ? this.#fs.read(`${path}.none`) : null;
  }

  open(path: string): OpenFile | null {
    const entry = this.#entry(path);
    if (!entry) return null;
    if (!isPacked(entry.file)) return this.#fs.open(join(entry.archive, entry.file.stored.path), "read");
    const bytes = this.#bytes(path, entry);
    const refuse = (): never => {
      throw new Error(`${path} is read from an archive`);
    };
    return {
      size: () => bytes.length,
      read(into, position) {
        const part = bytes.subarray(position, position + into.length);
        into.set(part);
        return part.length;
      },
      write: refuse,
      truncate: refuse,
      sync: refuse,
      syncSoon: refuse,
      close: () => undefined,
    };
  }

  #add(path: string, entry: Entry): void {
    this.#entries.set(path, entry);
    const parts = path.split("/");
    for (let depth = parts.length - 1; depth >= 0; depth--) {
      const parent = parts.slice(0, depth).join("/");
      const names = this.#directories.get(parent) ?? new Set();
      names.add(parts[depth] as string);
      this.#directories.set(parent, names);
    }
  }

  /** What stands in the workspace comes first, but for the pointer. */
  #entry(path: string): Entry | null {
    const entry = this.#entries.get(this.#key(path));
    return entry && (path === this.#pointer || this.#fs.facts(path) === null) ? entry : null;
  }

  #factsOf({ archive, file }: Entry): FileFacts {
    const facts = this.#fs.facts(join(archive, file.stored.path));
    return { kind: "file", size: file.bytes, modified: facts?.modified ?? 0, mode: facts?.mode ?? 0o644 };
  }

  #bytes(path: string, { archive, file }: Entry): Uint8Array {
    const known = this.#kept.find((one) => one.path === path);
    if (known) return known.bytes;
    const bytes = loadStored(this.#fs, archive, file);
    if ("problem" in bytes) throw new MillraceError("archive.damaged", { path: join(archive, file.stored.path), problem: bytes.problem });
    this.#kept = [{ path, bytes }, ...this.#kept].slice(0, KEPT);
    return bytes;
  }

  #key(path: string): string {
    return relative(this.#agents, path).split(sep).join("/");
  }
}

function fromOf({ manifest }: OpenedArchive): number {
  return manifest.log?.from ?? 0;
}
