import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import type { SizedLevels } from "../tree-changes.ts";
import { type Level, parseTree } from "../tree-level.ts";
import { CatFile, type ReadObject } from "./cat-file.ts";

/** Objects through two `git cat-file` that live as long as the port: one for contents, one for sizes. */
export class ObjectReader implements SizedLevels {
  private readonly root: string;
  private readonly objectFormat: "sha1" | "sha256";
  private readonly contents: CatFile;
  private readonly headers: CatFile;

  constructor(root: string, env: Record<string, string>, objectFormat: "sha1" | "sha256") {
    this.root = root;
    this.objectFormat = objectFormat;
    this.contents = new CatFile(root, env, "contents");
    this.headers = new CatFile(root, env, "headers");
  }

  /** Starts both beside what else is at work, so that the first question need not wait. */
  start(): void {
    this.headers.start();
    this.contents.start();
  }

  /** Null: there is no such object. */
  find(name: string): Promise<ReadObject | null> {
    return this.contents.find(name);
  }

  /** Throws `git.unknown-object`, also where it is of another type. */
  async read(name: string, type: "blob" | "tree" | "commit" | "tag"): Promise<ReadObject> {
    const object = await this.find(name);
    if (object?.type !== type) throw new MillraceError("git.unknown-object", { object: name, repository: this.root });
    return object;
  }

  /** Of a blob that is not here, as in a partial clone, 0. */
  async size(oid: string): Promise<number> {
    return (await this.headers.find(oid))?.size ?? 0;
  }

  async level(tree: string): Promise<Level> {
    return parseTree((await this.read(tree, "tree")).content, this.objectFormat);
  }

  async close(): Promise<void> {
    await Promise.all([this.contents.close(), this.headers.close()]);
  }
}
