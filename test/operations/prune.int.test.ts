import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "@std/testing/bdd";
import { type TestWorkspace, testWorkspace } from "./support/test-workspace.ts";

interface Prune {
  through: number;
  segments: number;
  runs: number;
  archive: string;
  kept: { what: string; why: string }[];
}

/** Six finished tasks over many small segments, and one that waits for what is never done. */
async function worked(): Promise<TestWorkspace> {
  const workspace = testWorkspace({ MILLRACE_SEGMENT_BYTES: "4000" });
  await workspace.perform("workspace.init");
  for (const n of [1, 2, 3, 4]) {
    await workspace.perform("task.add", {
      title: `Task ${n}`,
      id: `task-${n}`,
      run: [`echo ${n} > ${n}.txt`],
      checks: [`test -s ${n}.txt`],
    });
  }
  await workspace.perform("task.add", { title: "Broken", id: "broken", run: ["exit 3"], checks: ["false"] });
  await workspace.perform("task.add", { title: "Later", id: "later", dependsOn: ["broken"] });
  for (let n = 0; n < 5; n++) await workspace.perform("runtime.start", { once: true });
  return workspace;
}

const segmentsOf = (root: string): string[] =>
  readdirSync(join(root, "millrace-agents/log"))
    .filter((name) => name.endsWith(".jsonl"))
    .sort();

describe("prune on a worked workspace", () => {
  let workspace: TestWorkspace;
  let before: Record<string, unknown>;
  let pruned: Prune;
  const perform = (...args: Parameters<TestWorkspace["perform"]>) => workspace.perform(...args);
  const archives = (): string => join(workspace.root, "millrace-agents/archive");

  beforeAll(async () => {
    workspace = await worked();
    before = await perform("replay", { verify: true });
  });
  afterAll(() => workspace.remove());

  it("tells what it would move, and changes nothing", async () => {
    const names = segmentsOf(workspace.root);
    const all = (await perform("prune", { keep: 0 })) as unknown as Prune;
    assert.ok(
      all.kept.some(({ what }) => what === "runs/broken-1"),
      "the last run of a blocked item is kept",
    );
    const told = (await perform("prune", { keepSegments: 2 })) as unknown as Prune & { applied: boolean };
    assert.equal(told.applied, false);
    assert.equal(told.segments, names.length - 2);
    assert.deepEqual(segmentsOf(workspace.root), names);
    assert.equal(existsSync(archives()), false);
  });

  it("moves nothing by default that is younger than 30 days", async () => {
    const { segments, runs, receipts } = await perform("prune");
    assert.deepEqual([segments, runs, receipts], [0, 0, 0]);
    await assert.rejects(() => perform("prune", { apply: true }), { code: "prune.nothing" });
  });

  it("moves whole segments and runs, and the log begins later with the same state", async () => {
    pruned = (await perform("prune", { keepSegments: 2, apply: true })) as unknown as Prune;
    const first = Number.parseInt(segmentsOf(workspace.root)[0] ?? "", 10);
    assert.equal(first, pruned.through + 1);
    assert.equal(existsSync(join(workspace.root, "millrace-agents/runs/task-1-1")), false);
    assert.ok(existsSync(join(workspace.root, "millrace-agents/runs/broken-1")));
    const verified = await perform("log.verify");
    assert.deepEqual([verified.ok, verified.from], [true, pruned.through + 1]);
    const after = await perform("replay", { verify: true });
    assert.deepEqual(after.items, before.items);
    assert.deepEqual(after.runs, before.runs);
    assert.equal(after.exit, 0);
  });

  it("leaves an archive with which the chain verifies from event 1, and the same state is folded from it", async () => {
    const verified = await perform("log.verify", { archive: archives() });
    assert.deepEqual([verified.ok, verified.from, verified.problems], [true, 1, []]);
    const whole = await perform("replay", { verify: true, archive: pruned.archive });
    assert.equal(whole.stateHash, (await perform("replay")).stateHash);
    assert.equal(whole.exit, 0);
  });

  it("says of an archived run, event and moment which archive has it, and shows it with --archive", async () => {
    const archived = { code: "log.archived" };
    await assert.rejects(() => perform("runs.show", { run: "task-1-1" }), archived);
    await assert.rejects(() => perform("run.timeline", { run: "task-1-1" }), archived);
    await assert.rejects(() => perform("why", { subject: "task-1" }), archived);
    await assert.rejects(() => perform("why", { subject: "3" }), archived);
    await assert.rejects(() => perform("replay", { to: "3" }), archived);
    await assert.rejects(
      () => perform("replay", { run: "task-1-1" }),
      (error: Error) => error.message.includes(pruned.archive),
    );
    const archive = archives();
    assert.equal((await perform("runs.show", { run: "task-1-1", archive })).outcome, "done");
    assert.equal((await perform("run.timeline", { run: "task-1-1", archive })).live, false);
    assert.ok(((await perform("why", { subject: "task-1", archive })).chain as unknown[]).length > 1);
    assert.equal((await perform("replay", { to: "3", archive })).asOf, 3);
    assert.equal(((await perform("log.events", { archive, tail: 1000 })).events as { seq: number }[])[0]?.seq, 1);
  });

  it("keeps the documents of finished items, and makes a lost projection anew", async () => {
    const document = join(workspace.root, "millrace-agents/tasks/done/task-1.md");
    const text = readFileSync(document, "utf8");
    assert.equal((await perform("queue.show", { item: "task-1" })).document, text);
    rmSync(document);
    await perform("runtime.pause");
    await perform("runtime.resume");
    await assert.rejects(() => perform("runtime.start", { once: true }), { code: "item.none-ready" });
    assert.equal(readFileSync(document, "utf8"), text);
  });

  it("lets work go on, and a second prune carries on where the first one ended", async () => {
    await perform("task.add", { title: "Task 9", id: "task-9", run: ["echo 9 > 9.txt"], checks: ["test -s 9.txt"] });
    assert.equal((await perform("runtime.start", { once: true })).outcome, "done");
    const second = (await perform("prune", { keepSegments: 1, apply: true })) as unknown as Prune;
    assert.ok(second.through > pruned.through);
    assert.equal((await perform("log.verify")).ok, true);
    assert.deepEqual((await perform("log.verify", { archive: archives() })).problems, []);
    await assert.rejects(() => perform("log.verify", { archive: pruned.archive }), { code: "archive.gap" });
    assert.equal((await perform("runs.show", { run: "task-1-1", archive: archives() })).outcome, "done");
    await assert.rejects(() => perform("runs.show", { run: "task-1-1" }), { code: "log.archived" });
    assert.equal((await perform("queue.show", { item: "task-1" })).document !== null, true);
  });

  it("finds an archive that was altered by one byte", async () => {
    const [file] = readdirSync(join(pruned.archive, "log")).filter((name) => name.endsWith(".gz"));
    const path = join(pruned.archive, "log", file ?? "");
    const bytes = readFileSync(path);
    const altered = Buffer.from(bytes);
    const place = altered.length >> 1;
    altered[place] = (altered[place] ?? 0) ^ 1;
    writeFileSync(path, altered);
    const verified = await perform("log.verify", { archive: archives() });
    assert.deepEqual([verified.ok, verified.exit], [false, 9]);
    writeFileSync(path, bytes);
    assert.equal((await perform("log.verify", { archive: archives() })).ok, true);
  });

  it("takes no archive whose manifest was changed, and none that is not there", async () => {
    const manifest = join(pruned.archive, "manifest.json");
    const text = readFileSync(manifest, "utf8");
    writeFileSync(manifest, text.replace('"outcome": "done"', '"outcome": "dine"'));
    await assert.rejects(() => perform("log.events", { archive: pruned.archive }), { code: "archive.foreign" });
    writeFileSync(manifest, text);
    await assert.rejects(() => perform("log.events", { archive: "nowhere" }), { code: "archive.none" });
  });

  it("goes on without the pointer file: the log says where it begins", async () => {
    const pointer = join(workspace.root, "millrace-agents/log/pruned.json");
    const text = readFileSync(pointer);
    rmSync(pointer);
    assert.equal((await perform("log.verify")).ok, true);
    assert.equal((await perform("status")).exit, 0);
    writeFileSync(pointer, text);
  });

  it("makes bundles that replay elsewhere, of a run that is in the log and of one that is archived", async () => {
    await perform("task.add", { title: "Task 10", id: "task-10", run: ["echo 10 > 10.txt"], checks: ["test -s 10.txt"] });
    assert.equal((await perform("runtime.start", { once: true })).outcome, "done");
    const bundle = join(workspace.root, "run.bundle");
    for (const input of [{ run: "task-10-1" }, { run: "task-1-1", archive: archives() }]) {
      await perform("export", { ...input, bundle });
      const replayed = await perform("replay", { bundle });
      assert.equal(replayed.exit, 0);
      assert.ok((replayed.steps as unknown[]).length > 5);
      rmSync(bundle);
    }
  });

  it("moves the artifacts of runs alone where no segment is old enough, and the log begins where it did", async () => {
    const first = segmentsOf(workspace.root)[0];
    const { segments, runs } = (await perform("prune", { before: new Date().toISOString(), apply: true })) as unknown as Prune;
    assert.ok(runs > 0);
    if (segments === 0) assert.equal(segmentsOf(workspace.root)[0], first);
    assert.equal((await perform("log.verify")).ok, true);
    const pointed = (await perform("prune", { before: new Date().toISOString() })) as unknown as Prune;
    assert.equal(pointed.runs, 0);
  });
});

describe("a log whose beginning is gone without a word of its own", () => {
  it("is corrupt, and is not taken for an empty or a pruned one", async () => {
    const workspace = await worked();
    try {
      rmSync(join(workspace.root, "millrace-agents/log", segmentsOf(workspace.root)[0] ?? ""));
      rmSync(join(workspace.root, "millrace-agents/log/snapshots"), { recursive: true, force: true });
      await assert.rejects(() => workspace.perform("runtime.pause"), { code: "log.corrupt" });
      assert.equal((await workspace.perform("log.verify")).ok, false);
    } finally {
      workspace.remove();
    }
  });
});

describe("prune with bad input", () => {
  it("refuses times that are none or to come, two limits at once, and a place inside of the workspace", async () => {
    const workspace = await worked();
    const refuses = (input: Record<string, unknown>, code: string) => assert.rejects(() => workspace.perform("prune", input), { code });
    try {
      await refuses({ before: "yesterday" }, "cli.bad-value");
      await refuses({ before: "2999-01-01" }, "cli.bad-value");
      await refuses({ before: "2020-01-01", keep: 3 }, "cli.conflict");
      await refuses({ to: "millrace-agents/log" }, "prune.place");
      await refuses({ to: "." }, "prune.place");
      await refuses({ to: "elsewhere" }, "prune.place");
      const file = `${workspace.root}.file`;
      writeFileSync(file, "");
      await refuses({ to: join(file, "below") }, "prune.place");
      rmSync(file);
    } finally {
      workspace.remove();
    }
  });
});

describe("an archive that went elsewhere", () => {
  it("is found where it was left, and waited for when it is away: what it holds stays until it is back", async () => {
    const workspace = await worked();
    const elsewhere = `${workspace.root}-elsewhere`;
    mkdirSync(elsewhere);
    try {
      const { archive, through } = (await workspace.perform("prune", { keepSegments: 2, to: elsewhere, apply: true })) as unknown as Prune;
      assert.ok(archive.startsWith(elsewhere));
      assert.equal((await workspace.perform("log.verify", { archive })).from, 1);
      await assert.rejects(
        () => workspace.perform("why", { subject: "2" }),
        (error: Error) => error.message.includes(archive),
      );
      renameSync(archive, `${archive}-away`);
      await assert.rejects(() => workspace.perform("why", { subject: "2" }), { code: "log.archived" });
      assert.equal((await workspace.perform("log.verify")).from, through + 1);
    } finally {
      workspace.remove();
      rmSync(elsewhere, { recursive: true });
    }
  });
});
