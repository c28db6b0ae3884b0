import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { Fs } from "../../src/kernel/ports/fs.ts";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { type Documents, openDocuments } from "../../src/workspace/documents/documents.ts";
import { Story } from "./support/story.ts";

describe("Documents", () => {
  let story: Story;
  let documents: Documents;
  const at = (path: string): string => join(story.layout.agents, path);
  const read = (path: string): string => fs.readFileSync(at(path), "utf8");
  const reopen = (): Documents => openDocuments({ fs: diskFs, clock: systemClock, layout: story.layout, source: story });
  /** Every file below the document directories with its text, "ledger" left out. */
  const tree = (): Record<string, string> =>
    Object.fromEntries(
      fs
        .readdirSync(story.layout.agents, { recursive: true, encoding: "utf8" })
        .filter((path) => /^(tasks|specs|incidents|ideas|probes|learning)\//.test(path) && fs.lstatSync(at(path)).isFile())
        .sort()
        .map((path) => [path, read(path)]),
    );
  const types = (report: { notices: { type: string }[] }): string[] => report.notices.map(({ type }) => type);
  /** Ages a file beyond doubt, so that it is taken for whole. */
  const age = (path: string): void => fs.utimesSync(at(path), new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));

  beforeEach(() => {
    story = new Story();
    documents = reopen();
    documents.look(story.state, "start");
  });
  afterEach(async () => {
    await story.log.close();
    story.end();
  });

  it("project() keeps a document's bytes verbatim in exactly one directory through its life", () => {
    const text = "\uFEFF# Größe\r\n\r\n+++ \u0000 tabs\tand no end";
    documents.project(story.add("t1", text));
    assert.deepEqual(tree(), { "tasks/queue/t1.md": text });
    documents.project(story.move("t1", "active"));
    assert.deepEqual(tree(), { "tasks/active/t1.md": text });
    documents.project(story.move("t1", "done"));
    assert.deepEqual(tree(), { "tasks/done/t1.md": text });
    documents.project(story.move("t1", "removed"));
    assert.deepEqual(tree(), {});
  });

  it("project() places every kind and phase where the layout says", () => {
    const kinds = ["task", "spec", "incident", "idea", "probe", "learning_request"] as const;
    for (const kind of kinds) documents.project(story.add(kind.replace("_", "-"), `# ${kind}\n`, kind));
    assert.deepEqual(Object.keys(tree()), [
      "ideas/queue/idea.md",
      "incidents/incoming/incident.md",
      "learning/requests/queue/learning-request.md",
      "probes/queue/probe.md",
      "specs/queue/spec.md",
      "tasks/queue/task.md",
    ]);
    for (const kind of kinds) documents.project(story.move(kind.replace("_", "-"), "cancelled"));
    assert.ok(
      Object.keys(tree()).every((path) => path.includes("/archive/")),
      Object.keys(tree()).join(),
    );
  });

  it("look() rebuilds every document byte-equal after all projections are deleted", () => {
    for (let n = 0; n < 30; n++) story.add(`t${n}`, `# ${n}\n`, n % 2 ? "task" : "incident");
    for (let n = 0; n < 30; n += 3) story.move(`t${n}`, "active");
    for (let n = 0; n < 30; n += 6) story.move(`t${n}`, "done");
    documents.look(story.state, "start");
    const before = tree();
    assert.equal(Object.keys(before).length, 30);
    documents.save();
    for (const name of fs.readdirSync(story.layout.agents)) if (name !== "log") fs.rmSync(at(name), { recursive: true });
    const report = reopen().look(story.state, "start");
    assert.deepEqual(tree(), before);
    assert.equal(report.written, 30);
    assert.deepEqual([report.notices, report.problems, report.edits, report.incoming], [[], [], [], []]);
  });

  it("look() restores a deleted file and moves back a moved one, and says which command would have done it", () => {
    for (const id of ["a", "b"]) documents.project(story.add(id));
    fs.rmSync(at("tasks/queue/a.md"));
    fs.renameSync(at("tasks/queue/b.md"), at("tasks/done/b.md"));
    const report = documents.look(story.state, "gated");
    assert.deepEqual(tree(), { "tasks/queue/a.md": "# a\n", "tasks/queue/b.md": "# b\n" });
    assert.deepEqual(types(report).sort(), ["moved-back", "restored"]);
    assert.match(report.notices[0]?.reason ?? "", /queue remove/);
  });

  it("look() takes away a copy of a document in another directory", () => {
    documents.project(story.add("a"));
    fs.copyFileSync(at("tasks/queue/a.md"), at("tasks/done/a.md"));
    assert.deepEqual(types(documents.look(story.state, "gated")), ["removed"]);
    assert.deepEqual(tree(), { "tasks/queue/a.md": "# a\n" });
  });

  it("look() finishes what a crash between an event and its projection left", () => {
    documents.project(story.add("a"));
    documents.project(story.add("b"));
    documents.save();
    story.move("a", "active");
    story.revise("b", "# newer\n");
    story.add("c");
    fs.writeFileSync(at("tasks/queue/.c.md.projecting"), "# ");
    const report = reopen().look(story.state, "start");
    assert.deepEqual(tree(), { "tasks/active/a.md": "# a\n", "tasks/queue/b.md": "# newer\n", "tasks/queue/c.md": "# c\n" });
    assert.deepEqual(types(report), ["rewritten"]);
  });

  it("look() reports an edit of a queued item and leaves it, whole only once it is stable", () => {
    documents.project(story.add("a"));
    fs.writeFileSync(at("tasks/queue/a.md"), "# edited\n");
    const first = documents.look(story.state, "full");
    assert.deepEqual(
      first.edits.map(({ item, text, stable }) => [item, text, stable]),
      [["a", "# edited\n", false]],
    );
    const second = documents.look(story.state, "gated");
    assert.deepEqual(
      second.edits.map(({ item, stable }) => [item, stable]),
      [["a", true]],
    );
    assert.equal(second.edits[0]?.path, "millrace-agents/tasks/queue/a.md");
    assert.deepEqual(documents.project(story.revise("a", "# edited\n")), []);
    assert.deepEqual(documents.look(story.state, "full").edits, []);
    assert.deepEqual(tree(), { "tasks/queue/a.md": "# edited\n" });
  });

  it("look() sees an edit of equal length in the same moment as the projection", () => {
    documents.project(story.add("a", "# aaaa\n"));
    fs.writeFileSync(at("tasks/queue/a.md"), "# bbbb\n");
    assert.equal(documents.look(story.state, "full").edits[0]?.text, "# bbbb\n");
  });

  it("project() leaves an edit that follows the edit just taken, for the next look", () => {
    documents.project(story.add("a"));
    fs.writeFileSync(at("tasks/queue/a.md"), "# one\n");
    documents.look(story.state, "full");
    story.revise("a", "# one\n");
    fs.writeFileSync(at("tasks/queue/a.md"), "# one and two\n");
    assert.deepEqual(documents.project(story.item("a")), []);
    assert.equal(documents.look(story.state, "full").edits[0]?.text, "# one and two\n");
  });

  it("look() sets an edit of an active or finished item aside, with the reason, and puts the document back", () => {
    documents.project(story.add("a"));
    documents.project(story.move("a", "active"));
    for (const text of ["# mine\n", "# mine again\n"]) {
      fs.writeFileSync(at("tasks/active/a.md"), text);
      assert.deepEqual(types(documents.look(story.state, "full")), ["set-aside"]);
    }
    assert.equal(read("tasks/active/a.md"), "# a\n");
    assert.equal(read("tasks/active/a.conflict-1.md"), "# mine\n");
    assert.equal(read("tasks/active/a.conflict-2.md"), "# mine again\n");
    assert.match(read("tasks/active/a.conflict-1.reason.txt"), /while the item is active/);
    documents.project(story.move("a", "done"));
    fs.writeFileSync(at("tasks/done/a.md"), "# late\n");
    documents.look(story.state, "full");
    assert.deepEqual([read("tasks/done/a.md"), read("tasks/done/a.conflict-1.md")], ["# a\n", "# late\n"]);
    assert.deepEqual(documents.look(story.state, "full").notices, []);
  });

  it("look() sets an edit on top of a superseded revision aside", () => {
    documents.project(story.add("a"));
    documents.save();
    story.revise("a", "# by command\n");
    fs.writeFileSync(at("tasks/queue/a.md"), "# by hand, of the first\n");
    const report = reopen().look(story.state, "start");
    assert.deepEqual([types(report), report.edits], [["set-aside"], []]);
    assert.equal(read("tasks/queue/a.md"), "# by command\n");
    assert.equal(read("tasks/queue/a.conflict-1.md"), "# by hand, of the first\n");
  });

  it("project() never overwrites or deletes bytes that it does not know", () => {
    documents.project(story.add("a"));
    fs.writeFileSync(at("tasks/queue/a.md"), "# unseen edit\n");
    assert.deepEqual(
      documents.project(story.move("a", "active")).map(({ type }) => type),
      ["set-aside"],
    );
    fs.writeFileSync(at("tasks/done/a.md"), "# in the way\n");
    assert.deepEqual(
      documents.project(story.move("a", "done")).map(({ type }) => type),
      ["set-aside"],
    );
    assert.deepEqual(
      Object.entries(tree()).filter(([path]) => path.endsWith(".md")),
      [
        ["tasks/active/a.conflict-1.md", "# unseen edit\n"],
        ["tasks/done/a.conflict-1.md", "# in the way\n"],
        ["tasks/done/a.md", "# a\n"],
      ],
    );
  });

  it("project() takes no document for an edit because the disk could not read it for a moment", () => {
    let broken = false;
    const failing: Fs = {
      ...diskFs,
      read(path) {
        if (broken && path.endsWith(".md")) throw Object.assign(new Error("EIO: i/o error, read"), { code: "EIO" });
        return diskFs.read(path);
      },
    };
    const open = (): Documents => openDocuments({ fs: failing, clock: systemClock, layout: story.layout, source: story });
    documents = open();
    documents.look(story.state, "start");
    documents.project(story.add("t1"));
    // Another owner's ledger knows the file, but not whether it is unchanged: it has to read it.
    age("tasks/queue/t1.md");
    broken = true;
    assert.deepEqual(types({ notices: documents.project(story.move("t1", "active")) }), []);
    broken = false;
    documents.look(story.state, "full");
    assert.deepEqual(tree(), { "tasks/active/t1.md": "# t1\n" });
  });

  it("setAside() moves a refused edit away and puts the current revision back", () => {
    documents.project(story.add("a"));
    fs.writeFileSync(at("tasks/queue/a.md"), "not a document");
    const [edit] = documents.look(story.state, "full").edits;
    documents.setAside(story.item("a"), edit?.path ?? "", "it has no title");
    assert.equal(read("tasks/queue/a.md"), "# a\n");
    assert.equal(read("tasks/queue/a.conflict-1.md"), "not a document");
    assert.deepEqual(documents.setAside(story.item("a"), "millrace-agents/../../etc/passwd", "no"), []);
  });

  it("look() reports new files as incoming, by directory, and touches none", () => {
    fs.writeFileSync(at("tasks/queue/new-task.md"), "# New\n");
    fs.writeFileSync(at("specs/queue/new-spec.md"), "# Spec\n");
    fs.writeFileSync(at("tasks/queue/notes.txt"), "not taken");
    fs.writeFileSync(at("tasks/queue/.hidden.md"), "not taken");
    age("specs/queue/new-spec.md");
    const first = documents.look(story.state, "gated").incoming;
    assert.deepEqual(
      first.map(({ kind, id, text, stable }) => [kind, id, text, stable]),
      [
        ["task", "new-task", "# New\n", false],
        ["spec", "new-spec", "# Spec\n", true],
      ],
    );
    fs.appendFileSync(at("tasks/queue/new-task.md"), "more\n");
    assert.equal(documents.look(story.state, "gated").incoming[0]?.stable, false);
    assert.equal(documents.look(story.state, "gated").incoming[0]?.stable, true);
    assert.deepEqual(documents.project(story.add("new-task", "# New\nmore\n")), []);
    assert.deepEqual(
      documents.look(story.state, "full").incoming.map(({ id }) => id),
      ["new-spec"],
    );
  });

  it("look() reports what it cannot take and follows no symbolic link", () => {
    const outside = join(story.home, "outside.md");
    fs.writeFileSync(outside, "# secret\n");
    documents.project(story.add("a"));
    documents.project(story.add("b"));
    fs.rmSync(at("tasks/queue/a.md"));
    fs.symlinkSync(outside, at("tasks/queue/a.md"));
    fs.rmSync(at("tasks/queue/b.md"));
    fs.mkdirSync(at("tasks/queue/b.md"));
    fs.symlinkSync(outside, at("tasks/queue/link.md"));
    execFileSync("mkfifo", [at("tasks/queue/pipe.md")]);
    fs.writeFileSync(at("tasks/queue/bytes.md"), Buffer.from([0xff, 0xfe]));
    fs.writeFileSync(at("tasks/queue/big.md"), "x".repeat(2_000_000));
    fs.writeFileSync(at("tasks/queue/bad name.md"), "# x");
    fs.writeFileSync(at("tasks/done/stranger.md"), "# x");
    const report = documents.look(story.state, "full");
    assert.deepEqual(report.problems.map(({ path }) => path.split("/").at(-1)).sort(), [
      ..."a.md b.md link.md pipe.md stranger.md".split(" "),
    ]);
    assert.deepEqual(report.invalid.map(({ path }) => path.split("/").at(-1)).sort(), ["bad name.md", "big.md", "bytes.md"]);
    assert.deepEqual([report.incoming, report.edits, report.notices], [[], [], []]);
    assert.equal(documents.project(story.move("a", "active")).length, 0);
    assert.equal(read("tasks/active/a.md"), "# a\n");
    assert.equal(fs.readFileSync(outside, "utf8"), "# secret\n");
    assert.ok(fs.lstatSync(at("tasks/queue/a.md")).isSymbolicLink());
  });

  it("look() and project() use no directory that is a symbolic link or a file", () => {
    const outside = join(story.home, "outside");
    fs.mkdirSync(outside);
    fs.rmSync(at("tasks/queue"), { recursive: true });
    fs.symlinkSync(outside, at("tasks/queue"));
    fs.rmSync(at("specs"), { recursive: true });
    fs.writeFileSync(at("specs"), "a file");
    assert.deepEqual(
      documents.project(story.add("a")).map(({ type }) => type),
      ["not-projected"],
    );
    assert.deepEqual(
      documents.project(story.add("s", "# s\n", "spec")).map(({ type }) => type),
      ["not-projected"],
    );
    const { problems } = documents.look(story.state, "start");
    assert.equal(problems[0]?.path, "millrace-agents/tasks/queue");
    assert.equal(problems.length, 6);
    assert.deepEqual(fs.readdirSync(outside), []);
    fs.rmSync(at("tasks/queue"));
    fs.rmSync(at("specs"));
    assert.deepEqual(documents.look(story.state, "gated").problems, []);
    assert.deepEqual(Object.keys(tree()), ["specs/queue/s.md", "tasks/queue/a.md"]);
  });

  it("look() makes directories anew that were removed", () => {
    documents.project(story.add("a"));
    fs.rmSync(at("tasks"), { recursive: true });
    assert.deepEqual(types(documents.look(story.state, "gated")), ["restored"]);
    assert.equal(read("tasks/queue/a.md"), "# a\n");
    assert.ok(fs.existsSync(at("tasks/done")));
  });

  it("look() says which texts the log lacks", () => {
    story.add("a");
    story.move("a", "done");
    story.history.delete("a");
    const { problems, written } = documents.look(story.state, "full");
    assert.deepEqual([problems[0]?.path, written], ["millrace-agents/tasks/done/a.md", 0]);
  });

  it("look() trusts no ledger that is damaged, older or of another workspace", () => {
    documents.project(story.add("a"));
    documents.project(story.add("b"));
    documents.save();
    for (const text of ["", "{", "[]", '{"v":1,"directories":{"tasks/queue":["a.md"]}}', '{"v":2}', '{"v":1,"directories":{"x":3}}']) {
      fs.writeFileSync(join(story.layout.state, "documents.json"), text);
      const report = reopen().look(story.state, "start");
      assert.deepEqual([report.checked, report.written, report.problems], [2, 0, []]);
    }
  });

  it("works at a path of 3 000 characters", () => {
    const deep = join(story.home, ...Array.from({ length: 15 }, () => "d".repeat(190)));
    const layout = Object.fromEntries(Object.entries(story.layout).map(([name, path]) => [name, path.replace(story.layout.root, deep)]));
    fs.mkdirSync(dirname(layout.agents ?? ""), { recursive: true });
    const source = { fs: diskFs, clock: systemClock, layout: layout as unknown as Story["layout"], source: story };
    story.add("a");
    assert.equal(openDocuments(source).look(story.state, "start").written, 1);
    assert.equal(fs.readFileSync(join(layout.agents ?? "", "tasks/queue/a.md"), "utf8"), "# a\n");
  });
});
