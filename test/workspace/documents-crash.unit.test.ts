import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { Phase } from "../../machines/runtime/item.ts";
import { isFsError } from "../../src/kernel/fs-error.ts";
import type { Clock } from "../../src/kernel/ports/clock.ts";
import { sha256 } from "../../src/kernel/sha256.ts";
import type { Item } from "../../src/state/item.ts";
import { initialState, type State } from "../../src/state/state.ts";
import { emptyFields } from "../../src/work/empty-fields.ts";
import { documentDirectories, documentPath } from "../../src/workspace/directory-of.ts";
import { type Documents, openDocuments } from "../../src/workspace/documents/documents.ts";
import type { DocumentsReport } from "../../src/workspace/documents/report.ts";
import type { DocumentSource } from "../../src/workspace/documents/source.ts";
import { layoutOf } from "../../src/workspace/layout.ts";
import { CrashError } from "../support/faulty-fs/crash-error.ts";
import { FaultyFs } from "../support/faulty-fs/faulty-fs.ts";
import { type Random, seededRandom } from "../support/faulty-fs/random.ts";

const layout = layoutOf("/w");
const PHASES: readonly Phase[] = ["queued", "active", "blocked", "done", "cancelled", "queued", "active"];

const FAULTS = { machine: { kind: "crash" }, process: { kind: "error", code: "ENOSPC" } } as const;

/** A workspace on a disk that crashes, with the log held in memory: what it says is the truth. */
class Course implements DocumentSource {
  readonly state: State = initialState();
  readonly history = new Map<string, string[]>();
  /** Every text that the operator wrote and made durable, still to be found somewhere. */
  readonly written = new Set<string>();
  readonly everWritten = new Set<string>();
  readonly random: Random;
  disk: FaultyFs;
  documents: Documents;
  #time = 1_000_000;

  constructor(seed: number, boot: string | null) {
    this.random = seededRandom(seed);
    this.disk = new FaultyFs({ seed, now: () => this.#time });
    this.disk.makeDirectory(layout.agents);
    for (const path of ["/", "/w"]) this.disk.syncDirectory(path);
    if (boot !== null) {
      this.disk.makeDirectory("/proc/sys/kernel/random");
      this.disk.write("/proc/sys/kernel/random/boot_id", boot);
    }
    this.documents = this.open();
    this.look("start");
    const made = documentDirectories.flatMap(({ path }) => path.split("/").map((_, at, names) => names.slice(0, at + 1).join("/")));
    for (const path of ["", ...made]) this.disk.syncDirectory(`${layout.agents}/${path}`);
  }

  open(): Documents {
    const clock: Clock = { wall: () => this.#time, monotonic: () => this.#time, sleep: () => Promise.resolve() };
    return openDocuments({ fs: this.disk, clock, layout, source: this });
  }

  step(number: number): void {
    this.#time += Math.floor(this.random() * 3000);
    const id = `i${Math.floor(this.random() * 4)}`;
    const item = this.state.items.get(id);
    const text = `# ${id}\n\nRevision ${number} of this document, with some more text in it.\n`;
    const choice = this.random();
    if (!item) this.#event({ ...fresh(id), ...this.#revision(id, text) });
    else if (choice < 0.25) this.#event({ ...item, ...this.#move(item) });
    else if (choice < 0.4 && item.document !== null) this.#event({ ...item, ...this.#revision(id, text) });
    else if (choice < 0.6) this.#edit(item, `${text}By hand.\n`);
    else if (choice < 0.65) this.documents.save();
    else this.look(choice < 0.9 ? "gated" : "full");
  }

  /** As the engine does: takes what is stable, refuses every third edit. */
  look(how: "start" | "gated" | "full"): DocumentsReport {
    const report = this.documents.look(this.state, how);
    for (const { item: id, path, text, stable, revision } of report.edits) {
      const item = this.state.items.get(id);
      assert.ok(item);
      assert.ok(this.everWritten.has(text), `an edit that nobody made: ${JSON.stringify(text)}`);
      if (!stable) continue;
      if (revision.charCodeAt(0) % 3 === 0) this.documents.setAside(item, path, "refused");
      else this.#event({ ...item, ...this.#revision(id, text) });
    }
    assert.deepEqual(report.incoming, []);
    return report;
  }

  #event(item: Item): void {
    this.state.items.set(item.id, item);
    this.documents.project(item);
  }

  #move(item: Item): Partial<Item> {
    const phase = PHASES[Math.floor(this.random() * PHASES.length)] ?? "queued";
    const isLive = ["queued", "active", "blocked"].includes(phase);
    return { phase, document: isLive ? (this.history.get(item.id)?.at(-1) ?? null) : null };
  }

  #revision(id: string, document: string): Partial<Item> {
    this.history.set(id, [...(this.history.get(id) ?? []), document]);
    return { document, revision: sha256(document) };
  }

  /** An operator's editor, which makes its file durable. */
  #edit(item: Item, text: string): void {
    const path = `/w/${documentPath(item.kind, item.phase, item.id)}`;
    const before = this.disk.facts(path) === null ? null : Buffer.from(this.disk.read(path)).toString();
    this.disk.write(`${path}.swp`, text);
    const file = this.disk.open(`${path}.swp`, "write");
    file.sync();
    file.close();
    // The operator replaces what he had written before, if nobody had seen it.
    if (before !== null) this.written.delete(before);
    this.everWritten.add(text);
    this.disk.rename(`${path}.swp`, path);
    this.disk.syncDirectory(path.slice(0, path.lastIndexOf("/")));
    this.written.add(text);
  }

  texts(items: readonly Item[], give: (item: string, text: string) => void): void {
    for (const { id } of items) give(id, this.history.get(id)?.at(-1) ?? "");
  }
  hadRevision(item: Item, revision: string): boolean {
    return this.revisions(item).some((text) => sha256(text) === revision);
  }
  revisions(item: Item): readonly string[] {
    return this.history.get(item.id) ?? [];
  }
}

function fresh(id: string): Item {
  const { priority, order, runs, runsEver } = { priority: 0, order: 0, runs: 0, runsEver: 0 };
  const rest = { lastRun: null, counters: {}, reason: null, changedAt: 0, documentAt: 0, fields: emptyFields(id), held: [] };
  return { id, kind: "task", phase: "queued", revision: "", document: null, priority, order, runs, runsEver, ...rest };
}

/** Every document on the disk by its path. */
function files(disk: FaultyFs): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path } of documentDirectories) {
    for (const name of disk.list(`${layout.agents}/${path}`)) {
      if (name.endsWith(".md")) found.set(`${path}/${name}`, Buffer.from(disk.read(`${layout.agents}/${path}/${name}`)).toString());
    }
  }
  return found;
}

/** Lets a course end at a random operation: with the machine, or with the process, whose disk then stays as it is. */
function endAt(seed: number, end: "machine" | "process"): void {
  const course = new Course(seed, end === "process" ? "this boot" : null);
  const last = course.disk.operations + 1 + Math.floor(course.random() * 120);
  course.disk.plan = ({ index }) => (index === last ? FAULTS[end] : undefined);
  try {
    for (let n = 0; n < 60; n++) course.step(n);
  } catch (error) {
    if (!(error instanceof CrashError) && !isFsError(error, "ENOSPC")) throw error;
  }
  course.disk.plan = undefined;
  if (end === "machine") course.disk = course.disk.crash();
  course.documents = course.open();
  for (let n = 0; n < 3; n++) course.look(n === 0 ? "start" : "full");
  const found = files(course.disk);
  for (const item of course.state.items.values()) {
    const places = [...found.keys()].filter((path) => path.endsWith(`/${item.id}.md`));
    const home = documentPath(item.kind, item.phase, item.id)?.slice("millrace-agents/".length);
    assert.deepEqual(places, [home], `seed ${seed}: ${item.id} is ${item.phase}`);
    assert.equal(found.get(home ?? ""), course.history.get(item.id)?.at(-1), `seed ${seed}: ${item.id}`);
  }
  const everything = new Set([...found.values(), ...[...course.history.values()].flat()]);
  for (const text of course.written) assert.ok(everything.has(text), `seed ${seed}: lost ${JSON.stringify(text)}`);
}

describe("Documents on a disk that fails", () => {
  it("look() after the machine ended at any operation: one place each, the current bytes, no edit that nobody made", () => {
    for (let seed = 1; seed <= 300; seed++) endAt(seed, "machine");
  });

  it("look() after the process ended at any operation, on a full disk: the same, with the ledger believed", () => {
    for (let seed = 1; seed <= 300; seed++) endAt(seed, "process");
  });
});
