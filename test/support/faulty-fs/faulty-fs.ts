import type { Fs, OpenFile } from "../../../src/kernel/ports/fs.ts";
import { CrashError } from "./crash-error.ts";
import { DirectoryNode, Journal, type Node } from "./directory-node.ts";
import { diskError } from "./disk-error.ts";
import type { Fault, FaultPlan, Operation } from "./fault.ts";
import { FileNode } from "./file-node.ts";
import { type Random, seededRandom } from "./random.ts";

export interface FaultyFsOptions {
  /** Same seed, same disk, same fate. */
  seed: number;
  /** Milliseconds since the epoch for `modified`; a count of operations by default. */
  now?: () => number;
  plan?: FaultPlan;
  /** What `free` tells. */
  freeBytes?: number;
}

/**
 * A disk in memory that forgets what was not synced when it crashes, and fails when it is told to. Writes are durable
 * after a sync of their file, entries after a sync of their directory, and not before.
 */
export class FaultyFs implements Fs {
  /** May be changed at any time. */
  plan: FaultPlan | undefined;
  readonly #options: FaultyFsOptions;
  readonly #random: Random;
  readonly #journal: Journal;
  #root: DirectoryNode;
  #count = 0;
  #dead = false;

  constructor(options: FaultyFsOptions, root = new DirectoryNode(), journal = new Journal()) {
    this.#options = options;
    this.#journal = journal;
    this.plan = options.plan;
    this.#random = seededRandom(options.seed);
    this.#root = root;
  }

  /** Operations so far, those that failed included. */
  get operations(): number {
    return this.#count;
  }

  /** The disk after the power went off and came back: what was synced, and a random part of the rest. This one is dead. */
  crash(): FaultyFs {
    this.#dead = true;
    const seed = Math.floor(this.#random() * 2 ** 32);
    const { plan: _, ...options } = this.#options;
    return new FaultyFs({ ...options, seed }, this.#journal.afterCrash(this.#root, this.#random));
  }

  /** The disk for whoever comes after a process that was killed: nothing is lost, nothing became durable. This one is dead. */
  handOver(): FaultyFs {
    this.#dead = true;
    const seed = Math.floor(this.#random() * 2 ** 32);
    const { plan: _, ...options } = this.#options;
    return new FaultyFs({ ...options, seed }, this.#root, this.#journal);
  }

  /** Another disk with what programs see on this one, which lives on: for looking at what would become of it. */
  twin(): FaultyFs {
    const { plan: _, ...options } = this.#options;
    return new FaultyFs(options, Journal.twin(this.#root));
  }

  /** Whether a file, from that byte on, and its way to it would be there after a crash as they are now. */
  isDurable(path: string, from = 0): boolean {
    let [seen, durable]: [Node | undefined, Node | undefined] = [this.#root, this.#root];
    for (const name of parts(path)) {
      if (seen?.kind !== "directory" || durable?.kind !== "directory") return false;
      [seen, durable] = [seen.seen.get(name), durable.durable.get(name)];
      if (seen !== durable) return false;
    }
    return seen?.kind === "file" && seen.isDurable(from);
  }

  open(path: string, how: "read" | "write" | "create"): OpenFile {
    this.#alive();
    if (how !== "create") return this.#handle(this.#file(path, "open"), path, how === "write");
    if (this.#find(path)) throw diskError("EEXIST", "open", path);
    return this.#handle(this.#create(path), path, true);
  }

  read(path: string): Uint8Array {
    this.#alive();
    const file = this.#file(path, "open");
    this.#mayRead(path);
    return Buffer.from(file.view());
  }

  write(path: string, bytes: Uint8Array | string, mode = 0o644): void {
    this.#alive();
    const there = this.#find(path);
    if (there?.kind === "directory") throw diskError("EISDIR", "open", path);
    const file = there ?? this.#create(path, mode);
    if (file.size > 0) this.#truncate(file, path, 0);
    this.#writeAll(file, path, bytes);
  }

  append(path: string, bytes: Uint8Array | string): void {
    this.#alive();
    this.#writeAll(this.#find(path) ? this.#file(path, "open") : this.#create(path), path, bytes);
  }

  claim(path: string, bytes: Uint8Array | string): boolean {
    this.#alive();
    if (this.#find(path)) return false;
    const file = this.#create(path);
    this.#writeAll(file, path, bytes);
    this.#sync(file, path);
    return true;
  }

  facts(path: string): ReturnType<Fs["facts"]> {
    this.#alive();
    const node = this.#find(path);
    if (!node) return null;
    if (node.kind === "directory") return { kind: "directory", size: 4096, modified: node.modified, mode: 0o755 };
    return { kind: "file", size: node.size, modified: node.modified, mode: node.mode };
  }

  list(path: string): string[] {
    this.#alive();
    const node = this.#find(path);
    if (!node) return [];
    if (node.kind !== "directory") throw diskError("ENOTDIR", "scandir", path);
    this.#mayRead(path);
    return [...node.seen.keys()];
  }

  makeDirectory(path: string): void {
    this.#alive();
    let directory = this.#root;
    for (const name of parts(path)) {
      const there = directory.seen.get(name);
      if (there?.kind === "file") throw diskError("EEXIST", "mkdir", path);
      if (!there) {
        this.#operate("makeDirectory", path);
        this.#link([[directory, name, this.#touched(new DirectoryNode())]]);
      }
      directory = directory.seen.get(name) as DirectoryNode;
    }
  }

  rename(from: string, to: string): void {
    this.#alive();
    const node = this.#find(from);
    if (!node) throw diskError("ENOENT", "rename", from);
    const target = this.#find(to);
    if (target && target.kind !== node.kind) throw diskError(target.kind === "directory" ? "EISDIR" : "ENOTDIR", "rename", to);
    if (target?.kind === "directory" && target.seen.size > 0) throw diskError("ENOTEMPTY", "rename", to);
    const [source, oldName] = this.#place(from, "rename");
    const [goal, newName] = this.#place(to, "rename");
    this.#operate("rename", from);
    this.#link([
      [source, oldName, null],
      [goal, newName, node],
    ]);
  }

  remove(path: string): void {
    this.#alive();
    const node = this.#find(path);
    if (!node) return;
    if (node.kind === "directory") throw diskError("EISDIR", "rm", path);
    this.#unlink(path);
  }

  removeTree(path: string): void {
    this.#alive();
    if (this.#find(path)) this.#unlink(path);
  }

  copy(from: string, to: string): void {
    this.write(to, this.read(from));
  }

  syncDirectory(path: string): void {
    this.#alive();
    const node = this.#find(path);
    if (!node) throw diskError("ENOENT", "open", path);
    this.#operate("syncDirectory", path);
    if (node.kind === "directory") this.#journal.settle(node);
  }

  free(path: string): number {
    this.#alive();
    if (!this.#find(path)) throw diskError("ENOENT", "statfs", path);
    return this.#options.freeBytes ?? 2 ** 40;
  }

  #handle(file: FileNode, path: string, writable: boolean): OpenFile {
    const check = (call: string): void => {
      this.#alive();
      if (!open || (call !== "read" && !writable)) throw diskError("EBADF", call, path);
    };
    let open = true;
    return {
      size: () => {
        this.#alive();
        if (!open) throw diskError("EBADF", "fstat", path);
        return file.size;
      },
      read: (into, position) => {
        check("read");
        this.#mayRead(path);
        const bytes = file.view().subarray(position, position + into.length);
        into.set(bytes);
        return bytes.length;
      },
      write: (bytes, position) => {
        check("write");
        return this.#write(file, path, bytes, position);
      },
      truncate: (size) => {
        check("ftruncate");
        this.#truncate(file, path, size);
      },
      sync: () => {
        this.#alive();
        this.#sync(file, path);
      },
      syncSoon: async () => {
        this.#alive();
        const changes = file.pending();
        const fault = this.#fault("sync", path);
        await null;
        this.#finishSync(file, path, changes, fault);
      },
      close: () => {
        if (!open && !this.#dead) throw diskError("EBADF", "close", path);
        open = false;
      },
    };
  }

  #write(file: FileNode, path: string, bytes: Uint8Array, position: number): number {
    const fault = this.#fault("write", path, bytes.length);
    if (fault?.kind === "error") throw diskError(fault.code, "write", path);
    const taken = fault?.bytes === undefined ? bytes.length : Math.min(fault.bytes, bytes.length);
    if (taken > 0) this.#touched(file).write(position, bytes.subarray(0, taken));
    if (fault?.kind === "crash") this.#die();
    return taken;
  }

  #writeAll(file: FileNode, path: string, content: Uint8Array | string): void {
    const bytes = Buffer.from(content as Uint8Array);
    const start = file.size;
    for (let done = 0; done < bytes.length; ) done += this.#write(file, path, bytes.subarray(done), start + done);
  }

  #truncate(file: FileNode, path: string, size: number): void {
    this.#operate("truncate", path);
    this.#touched(file).truncate(size);
  }

  #sync(file: FileNode, path: string): void {
    this.#finishSync(file, path, file.pending(), this.#fault("sync", path));
  }

  #finishSync(file: FileNode, path: string, changes: ReturnType<FileNode["pending"]>, fault: Fault | undefined): void {
    this.#alive();
    if (fault?.kind === "crash") this.#die();
    if (fault?.kind === "error") {
      file.lose(changes);
      throw diskError(fault.code, "fdatasync", path);
    }
    file.settle(changes);
  }

  #create(path: string, mode = 0o644): FileNode {
    const [directory, name] = this.#place(path, "open");
    this.#operate("create", path);
    const file = this.#touched(new FileNode());
    file.mode = mode;
    this.#link([[directory, name, file]]);
    return file;
  }

  #unlink(path: string): void {
    const [directory, name] = this.#place(path, "rm");
    this.#operate("remove", path);
    this.#link([[directory, name, null]]);
  }

  #link(changes: [DirectoryNode, string, Node | null][]): void {
    for (const [directory] of changes) this.#touched(directory);
    this.#journal.change(changes.map(([directory, name, node]) => ({ directory, name, node })));
  }

  #touched<Touched extends Node>(node: Touched): Touched {
    node.modified = this.#options.now?.() ?? this.#count;
    return node;
  }

  #operate(name: Operation["name"], path: string): void {
    const fault = this.#fault(name, path);
    if (fault?.kind === "error") throw diskError(fault.code, name, path);
    if (fault?.kind === "crash") this.#die();
  }

  #fault(name: Operation["name"], path: string, bytes = 0): Fault | undefined {
    this.#count++;
    return this.plan?.({ index: this.#count, name, path, bytes });
  }

  /** Reads fail, but nobody dies in them: what they leave is what the change before left. */
  #mayRead(path: string): void {
    const fault = this.plan?.({ index: this.#count, name: "read", path, bytes: 0 });
    if (fault?.kind === "error") throw diskError(fault.code, "read", path);
  }

  #alive(): void {
    if (this.#dead) throw new CrashError();
  }

  #die(): never {
    this.#dead = true;
    throw new CrashError();
  }

  #file(path: string, call: string): FileNode {
    const node = this.#find(path);
    if (!node) throw diskError("ENOENT", call, path);
    if (node.kind === "directory") throw diskError("EISDIR", call, path);
    return node;
  }

  #find(path: string): Node | null {
    const names = parts(path);
    return this.#at(names, names.length);
  }

  /** The node to which the first `depth` names lead. */
  #at(names: readonly string[], depth: number): Node | null {
    let node: Node = this.#root;
    for (let at = 0; at < depth; at++) {
      const next: Node | undefined = node.kind === "directory" ? node.seen.get(names[at] as string) : undefined;
      if (!next) return null;
      node = next;
    }
    return node;
  }

  /** The directory that holds `path`, and the name there. */
  #place(path: string, call: string): [DirectoryNode, string] {
    const names = parts(path);
    const name = names.at(-1);
    const parent = this.#at(names, names.length - 1);
    if (name === undefined || !parent) throw diskError("ENOENT", call, path);
    if (parent.kind !== "directory") throw diskError("ENOTDIR", call, path);
    return [parent, name];
  }
}

/** Paths taken apart: a simulated disk is asked for the same few again and again. */
const takenApart = new Map<string, readonly string[]>();

function parts(path: string): readonly string[] {
  const known = takenApart.get(path);
  if (known) return known;
  if (takenApart.size > 10_000) takenApart.clear();
  const names = path.split("/").filter((part) => part !== "" && part !== ".");
  takenApart.set(path, names);
  return names;
}
