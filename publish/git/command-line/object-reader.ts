import { type ChildProcessByStdio, spawn } from "node:child_process";
import process from "node:process";
import type { Readable, Writable } from "node:stream";
import { gitEnv } from "../../../src/delivery/git/git-env.ts";
import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";
import type { SizedLevels } from "../tree-changes.ts";
import { type Level, parseTree } from "../tree-level.ts";

export interface ReadObject {
  oid: string;
  type: string;
  content: Buffer;
}

interface Waiting {
  name: string;
  resolve(object: ReadObject | null): void;
  reject(error: Error): void;
}

/** Objects through one `git cat-file --batch` that lives as long as the port. It starts at the first question. */
export class ObjectReader implements SizedLevels {
  private readonly root: string;
  private readonly env: Record<string, string>;
  private readonly objectFormat: "sha1" | "sha256";
  private child: ChildProcessByStdio<Writable, Readable, null> | null = null;
  private waiting: Waiting[] = [];
  private chunks: Buffer[] = [];
  private have = 0;
  private need = 1;

  constructor(root: string, env: Record<string, string>, objectFormat: "sha1" | "sha256") {
    this.root = root;
    this.env = env;
    this.objectFormat = objectFormat;
  }

  /** Null: there is no such object. */
  find(name: string): Promise<ReadObject | null> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ name, resolve, reject });
      this.start().stdin.write(`${name}\n`);
    });
  }

  /** Throws `git.unknown-object`, also where it is of another type. */
  async read(name: string, type: "blob" | "tree" | "commit" | "tag"): Promise<ReadObject> {
    const object = await this.find(name);
    if (object?.type !== type) throw new MillraceError("git.unknown-object", { object: name, repository: this.root });
    return object;
  }

  async size(oid: string): Promise<number> {
    return (await this.read(oid, "blob")).content.length;
  }

  async level(tree: string): Promise<Level> {
    return parseTree((await this.read(tree, "tree")).content, this.objectFormat);
  }

  async close(): Promise<void> {
    const { child } = this;
    if (child === null || child.exitCode !== null) return;
    await new Promise((resolve) => {
      child.once("close", resolve);
      child.stdin.end();
    });
  }

  private start(): ChildProcessByStdio<Writable, Readable, null> {
    if (this.child) return this.child;
    const child = spawn("git", ["cat-file", "--batch"], {
      cwd: this.root,
      env: { ...gitEnv(process.env), ...this.env },
      stdio: ["pipe", "pipe", "ignore"],
    });
    child.stdout.on("data", (chunk: Buffer) => this.take(chunk));
    child.stdin.on("error", () => undefined); // it ended; `close` says so to those who wait
    child.on("error", (error) => this.fail(error.message));
    child.on("close", (exit) => this.fail(`exit ${exit}`));
    this.child = child;
    return child;
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.have += chunk.length;
    // Of a large object many chunks come: they are joined once it is whole.
    if (this.have < this.need) return;
    let bytes = Buffer.concat(this.chunks);
    for (;;) {
      const end = bytes.indexOf(0x0a);
      if (end < 0) break;
      const line = bytes.toString("utf8", 0, end);
      const [, oid = "", type = "", size] = /^([0-9a-f]+) (\w+) (\d+)$/.exec(line) ?? [];
      const whole = size === undefined ? end + 1 : end + 1 + Number(size) + 1;
      this.need = whole;
      if (bytes.length < whole) break;
      const object = size === undefined ? null : { oid, type, content: Buffer.from(bytes.subarray(end + 1, whole - 1)) };
      this.waiting.shift()?.resolve(object);
      bytes = bytes.subarray(whole);
      this.need = 1;
    }
    this.chunks = bytes.length === 0 ? [] : [bytes];
    this.have = bytes.length;
  }

  private fail(problem: string): void {
    this.child = null;
    for (const { reject } of this.waiting.splice(0))
      reject(new MillraceError("git.failed", { command: "cat-file", exit: "ended", problem }));
  }
}
