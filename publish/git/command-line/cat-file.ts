import { type ChildProcessByStdio, spawn } from "node:child_process";
import process from "node:process";
import type { Readable, Writable } from "node:stream";
import { gitEnv } from "../../../src/delivery/git/git-env.ts";
import { MillraceError } from "../../../src/kernel/errors/millrace-error.ts";

export interface ReadObject {
  oid: string;
  type: string;
  /** Bytes of the content. */
  size: number;
  /** Empty where only headers are asked for. */
  content: Buffer;
}

interface Waiting {
  name: string;
  resolve(object: ReadObject | null): void;
  reject(error: Error): void;
}

/** One `git cat-file` that answers questions until it is closed. It starts at the first one, or when it is told to. */
export class CatFile {
  private readonly root: string;
  private readonly env: Record<string, string>;
  private readonly what: "contents" | "headers";
  private child: ChildProcessByStdio<Writable, Readable, null> | null = null;
  private waiting: Waiting[] = [];
  private chunks: Buffer[] = [];
  private have = 0;
  private need = 1;

  constructor(root: string, env: Record<string, string>, what: "contents" | "headers") {
    this.root = root;
    this.env = env;
    this.what = what;
  }

  /** Null: there is no such object. */
  find(name: string): Promise<ReadObject | null> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ name, resolve, reject });
      this.start().stdin.write(`${name}\n`);
    });
  }

  async close(): Promise<void> {
    const { child } = this;
    if (child === null || child.exitCode !== null) return;
    await new Promise((resolve) => {
      child.once("close", resolve);
      child.stdin.end();
    });
  }

  start(): ChildProcessByStdio<Writable, Readable, null> {
    if (this.child) return this.child;
    const child = spawn("git", ["cat-file", this.what === "contents" ? "--batch" : "--batch-check"], {
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
      const isHeader = size === undefined || this.what === "headers";
      const whole = isHeader ? end + 1 : end + 1 + Number(size) + 1;
      this.need = whole;
      if (bytes.length < whole) break;
      const content = isHeader ? Buffer.alloc(0) : Buffer.from(bytes.subarray(end + 1, whole - 1));
      const object = size === undefined ? null : { oid, type, size: Number(size), content };
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
