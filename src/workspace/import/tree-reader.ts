import { dirname, join } from "node:path";
import { isFsError } from "../../kernel/fs-error.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { readDocument, textOf } from "../documents/read-document.ts";
import type { Left } from "./older-workspace.ts";

/** A text file of the older tree. */
export interface FoundFile {
  name: string;
  /** Relative to the root. */
  path: string;
  text: string;
}

/** Reads an older tree: regular files only, below it only, and whatever cannot be read becomes something that is left. */
export class TreeReader {
  readonly left: Left[] = [];
  readonly #fs: Fs;
  readonly #root: string;
  /** Relative to the root. */
  readonly tree: string;

  constructor(fs: Fs, root: string, tree: string) {
    this.#fs = fs;
    this.#root = root;
    this.tree = tree;
  }

  /** The names in a directory of the tree, sorted; none where there is no directory. */
  names(directory: string): string[] {
    return this.namesAt(`${this.tree}/${directory}`);
  }

  /** The same below the root. A symbolic link on the way is not followed. */
  namesAt(path: string): string[] {
    if (!this.#isDirectory(path)) return [];
    try {
      return this.#fs.list(join(this.#root, path)).sort();
    } catch (error) {
      if (!isFsError(error)) throw error;
      this.leave(path, `It cannot be listed (${error.code})`);
      return [];
    }
  }

  /** The documents of a directory of the tree: its `.md` files, but for hidden ones. */
  documents(directory: string): FoundFile[] {
    return this.documentsAt(`${this.tree}/${directory}`);
  }

  documentsAt(path: string): FoundFile[] {
    return this.namesAt(path)
      .filter((name) => name.endsWith(".md") && !name.startsWith("."))
      .flatMap((name) => this.#file(`${path}/${name}`, name) ?? []);
  }

  /** A text file of the tree; null when it is not there, or is left. */
  text(path: string): string | null {
    return this.#file(`${this.tree}/${path}`, path)?.text ?? null;
  }

  /** The JSON in a file of the tree; undefined when it is not there, or is left. */
  json(path: string): unknown {
    const text = this.text(path);
    if (text === null) return undefined;
    try {
      return JSON.parse(text.replace(/^\uFEFF/, ""));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.leave(`${this.tree}/${path}`, `It is no JSON: ${error.message}`);
      return undefined;
    }
  }

  has(path: string): boolean {
    return this.#fs.facts(join(this.#root, this.tree, path)) !== null;
  }

  /** Whether it is anything but a directory in which there is nothing. */
  holdsFiles(path: string): boolean {
    const kind = this.#fs.facts(join(this.#root, this.tree, path))?.kind;
    return kind === "directory" ? this.names(path).some((name) => this.holdsFiles(`${path}/${name}`)) : kind !== undefined;
  }

  leave(path: string, why: string): void {
    this.left.push({ path, why });
  }

  /** Each directory on the way is one itself: a link could lead out of the tree. */
  #isDirectory(path: string): boolean {
    const parts = path.split("/");
    for (let length = 1; length <= parts.length; length++) {
      const part = parts.slice(0, length).join("/");
      const kind = this.#fs.facts(join(this.#root, part))?.kind;
      if (kind === undefined) return false;
      if (kind === "directory") continue;
      const why = kind === "symlink" ? "It is a symbolic link, which is not followed" : "It is no directory, though one should be there";
      if (!this.left.some((left) => left.path === part)) this.leave(part, why);
      return false;
    }
    return true;
  }

  #file(path: string, name: string): FoundFile | null {
    const absolute = join(this.#root, path);
    const facts = this.#isDirectory(dirname(path)) ? this.#fs.facts(absolute) : null;
    if (facts === null) return null;
    const read = readDocument(this.#fs, absolute, facts);
    if (!read.ok) {
      this.leave(path, read.problem);
      return null;
    }
    const text = textOf(read.bytes);
    if (text === null) this.leave(path, "It is not UTF-8 text");
    return text === null ? null : { name, path, text };
  }
}
