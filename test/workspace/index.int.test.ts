import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { Phase } from "../../machines/runtime/item.ts";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { openDatabase } from "../../src/kernel/real/sqlite.ts";
import type { State } from "../../src/state/state.ts";
import { openDocuments } from "../../src/workspace/documents/documents.ts";
import type { IndexReader } from "../../src/workspace/index/index-reader.ts";
import { type IndexWriter, openIndex } from "../../src/workspace/index/open-index.ts";
import { readIndex } from "../../src/workspace/index/read-index.ts";
import { layoutOf } from "../../src/workspace/layout.ts";
import { Story } from "./support/story.ts";

/** What the index should tell, from the state itself. */
function told(state: State): unknown {
  const items = [...state.items.values()].map((item) => ({ ...item, document: null }));
  items.sort((a, b) => b.fields.priority - a.fields.priority || a.order - b.order);
  const counts: Record<string, number> = {};
  for (const { kind, phase } of items) counts[`${kind} ${phase}`] = (counts[`${kind} ${phase}`] ?? 0) + 1;
  const finished = [...state.finishedRuns.values()].sort((a, b) => b.finishedAt - a.finishedAt);
  const head = { ...state, items: new Map(), finishedRuns: new Map(), receipts: new Map() };
  return { asOf: state.seq, items, counts, finished, head };
}

function tells(index: IndexReader): unknown {
  const counts = Object.fromEntries(index.counts().map(({ kind, phase, count }) => [`${kind} ${phase}`, count]));
  return { asOf: index.asOf, items: index.items(), counts, finished: index.finishedRuns(), head: index.head() };
}

describe("openIndex(), readIndex()", () => {
  let story: Story;
  let index: IndexWriter;
  const open = (): IndexWriter => openIndex({ fs: diskFs, layout: story.layout, state: story.state, head: story.log.head });
  const flush = (): void => index.flush(story.state, story.log.head);
  const read = <T>(use: (reader: IndexReader) => T): T | null => readIndex(diskFs, story.layout, use);
  const files = (): string[] => fs.readdirSync(story.layout.index).sort();
  const isCurrent = (): void => assert.deepEqual(read(tells), told(story.state));
  const change = (id: string, phase: Phase): void => {
    story.move(id, phase);
    index.touch([{ subject: id }]);
  };

  beforeEach(() => {
    story = new Story();
    story.add("first", "# First\n", "spec", 3);
    index = open();
  });
  afterEach(async () => {
    index.close();
    await story.log.close();
    story.end();
  });

  it("tells what the state holds, and follows it event by event", () => {
    isCurrent();
    for (const [n, id] of ["a", "b", "c"].entries()) {
      story.add(id, `# ${id}\n`, "task", n);
      index.touch([{ subject: id }]);
      flush();
      isCurrent();
    }
    change("b", "active");
    const run = story.run("b");
    index.touch([{ subject: "b", run }]);
    flush();
    isCurrent();
    assert.equal(
      read((reader) => reader.head().runs.get(run)?.item),
      "b",
    );
    story.finish("b", run);
    index.touch([{ subject: "b", run }]);
    change("b", "done");
    flush();
    isCurrent();
    assert.deepEqual(
      read((reader) => reader.finishedRuns({ item: "b", limit: 1 }).map(({ id }) => id)),
      ["b-1"],
    );
  });

  it("filters and orders items", () => {
    for (let n = 0; n < 20; n++) story.stage(`t${n}`, "# t\n", n % 2 ? "task" : "incident", n % 4 ? "queued" : "done");
    index.close();
    index = open();
    const ids = (filter: Parameters<IndexReader["items"]>[0]): string[] | null =>
      read((reader) => reader.items(filter).map(({ id }) => id));
    assert.deepEqual(ids({ phases: ["queued"], kinds: ["incident"], limit: 2, offset: 1 }), ["t6", "t10"]);
    assert.deepEqual(ids({ order: "recent", limit: 2 }), ["t19", "t18"]);
    assert.deepEqual(ids({ phases: ["active", "queued"], kinds: ["spec"] }), ["first"]);
    assert.deepEqual(ids({ phases: [] }), []);
    assert.deepEqual(
      read((reader) => [reader.item("t3")?.phase, reader.item("'; DROP TABLE items; --")]),
      ["queued", null],
    );
  });

  it("is null while it is behind the log, and current again once flushed", () => {
    change("first", "active");
    assert.equal(read(tells), null);
    flush();
    isCurrent();
    fs.appendFileSync(join(story.layout.log, "000000000001.jsonl"), '{"v":1,"seq":');
    assert.equal(read(tells), null);
  });

  it("catches up when it is opened, without making it anew", () => {
    index.close();
    story.add("later");
    story.move("first", "active");
    const run = story.run("first");
    story.finish("first", run);
    story.move("first", "done");
    index = open();
    isCurrent();
    assert.ok(files().includes("index-1.db"));
  });

  it("is null without files, and made anew by the owner", () => {
    index.close();
    fs.rmSync(story.layout.state, { recursive: true });
    assert.equal(read(tells), null);
    index = open();
    isCurrent();
  });

  it("is made anew when it is of another version, or stands in another history", () => {
    const stale = ["UPDATE head SET version = 99", "UPDATE head SET reducer = 'x'", "UPDATE head SET hash = 'x'", "DELETE FROM head"];
    for (const [n, sql] of [...stale, "DROP TABLE head"].entries()) {
      index.close();
      const database = openDatabase(join(story.layout.index, `index-${n + 1}.db`), "write");
      database.exec(sql);
      database.close();
      assert.equal(read(tells), null);
      index = open();
      isCurrent();
      assert.deepEqual(
        files().filter((name) => name.endsWith(".db")),
        [`index-${n + 2}.db`],
      );
    }
  });

  it("is null for a log that was put back to an older moment, or to another one of equal length", async () => {
    const segment = join(story.layout.log, "000000000001.jsonl");
    const older = fs.readFileSync(segment);
    change("first", "active");
    flush();
    const newer = fs.readFileSync(segment, "latin1");
    fs.writeFileSync(segment, older);
    assert.equal(read(tells), null);
    const hash = story.log.head.hash;
    fs.writeFileSync(segment, newer.replaceAll(hash, `${hash.slice(0, -1)}${hash.endsWith("0") ? "1" : "0"}`), "latin1");
    assert.equal(read(tells), null);
    fs.writeFileSync(segment, newer, "latin1");
    isCurrent();
  });

  it("survives damage anywhere: readers fold the log, the owner makes it anew", () => {
    for (let n = 0; n < 300; n++) story.stage(`t${n}`, "# t\n", "task", "queued");
    const whole = (reader: IndexReader): unknown => [tells(reader), reader.item("t7"), reader.items({ order: "recent" })];
    let generation = 0;
    for (let round = 0; round < 24; round++) {
      index.close();
      index = open();
      index.close();
      generation = Math.max(
        ...files()
          .flatMap((name) => /^index-(\d+)\.db$/.exec(name)?.[1] ?? [])
          .map(Number),
      );
      const path = join(story.layout.index, `index-${generation}.db`);
      const bytes = fs.readFileSync(path);
      if (round === 0) fs.writeFileSync(path, "not a database, but long enough to look at".repeat(40));
      else if (round === 1) fs.writeFileSync(path, "");
      else if (round === 2) fs.truncateSync(path, bytes.length / 2);
      else {
        // Pages of the tables, each overwritten in turn.
        bytes.fill(0xa5, (round * 4096) % bytes.length, ((round * 4096) % bytes.length) + 2048);
        fs.writeFileSync(path, bytes);
      }
      const seen = read(whole);
      if (round < 3) assert.equal(seen, null);
      index = open();
      story.add(`r${round}`);
      index.touch([{ subject: `r${round}` }]);
      flush();
      if (read(whole) === null) flush();
    }
    index.close();
    fs.writeFileSync(join(story.layout.index, "suspect"), "");
    index = open();
    isCurrent();
  });

  it("is made anew by a running owner when a reader found damage", () => {
    fs.writeFileSync(join(story.layout.index, "suspect"), "");
    change("first", "active");
    flush();
    isCurrent();
    assert.deepEqual(
      files().filter((name) => !/-(wal|shm)$/.test(name)),
      ["index-2.db"],
    );
  });

  it("trusts nothing that another owner wrote in between", () => {
    story.add("a");
    const zombie = open();
    index.touch([{ subject: "a" }]);
    flush();
    change("a", "active");
    flush();
    zombie.close();
    isCurrent();
  });

  it("is off, without a word, where it cannot be written", () => {
    index.close();
    fs.rmSync(story.layout.index, { recursive: true });
    fs.writeFileSync(story.layout.index, "a file");
    index = open();
    change("first", "active");
    flush();
    assert.equal(read(tells), null);
    fs.rmSync(story.layout.index);
  });

  it("stands in a copy of the workspace and after a move, with the documents", () => {
    const source = { fs: diskFs, clock: systemClock, source: story };
    const documents = openDocuments({ ...source, layout: story.layout });
    documents.look(story.state, "start");
    documents.save();
    index.close();
    const copy = layoutOf(join(story.home, "a copy"));
    fs.cpSync(story.layout.root, copy.root, { recursive: true });
    assert.deepEqual(readIndex(diskFs, copy, tells), told(story.state));
    const moved = layoutOf(join(story.home, "deeper/moved ü"));
    fs.mkdirSync(join(story.home, "deeper"));
    fs.renameSync(copy.root, moved.root);
    assert.deepEqual(readIndex(diskFs, moved, tells), told(story.state));
    const report = openDocuments({ ...source, layout: moved }).look(story.state, "start");
    assert.deepEqual([report.notices, report.problems, report.written], [[], [], 0]);
    for (const path of fs.readdirSync(moved.agents, { recursive: true, encoding: "utf8" })) {
      const bytes = fs.statSync(join(moved.agents, path)).isFile() ? fs.readFileSync(join(moved.agents, path)) : "";
      assert.equal(bytes.includes(story.home), false, `${path} holds an absolute path`);
    }
  });

  it("lets a bug of its user through", () => {
    assert.throws(
      () =>
        read(() => {
          throw new RangeError("mine");
        }),
      /mine/,
    );
  });
});
