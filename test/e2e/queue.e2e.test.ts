import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, it } from "@std/testing/bdd";
import { call, type Ended } from "../support/e2e/called.ts";
import { startDaemon } from "../support/e2e/daemon.ts";
import { program } from "../support/e2e/program.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

const QUEUE = "millrace-agents/tasks/queue";
/** What gives a command a terminal (util-linux); the tests of the editor need it. */
const SCRIPT = ["/usr/bin/script", "/bin/script"].find((path) => existsSync(path));

async function order(workspace: Workspace): Promise<string[]> {
  const { items } = await workspace.json<{ items: { id: string }[] }>(["queue", "ls", "--phase", "queued"]);
  return items.map(({ id }) => id);
}

async function show(workspace: Workspace, id: string) {
  const { item, document, revisions } = await workspace.json<{
    item: { title: string; revision: string; held: string[]; root: string | null; dependants: string[]; phase: string };
    document: string;
    revisions: { revision: string }[];
  }>(["queue", "show", id]);
  return { ...item, document, revisions };
}

async function refused(workspace: Workspace, args: readonly string[], code: string, exit: number, stdin?: string): Promise<string> {
  const ended = await workspace.must([...args, "--json"], { code: exit, ...(stdin === undefined ? {} : { stdin }) });
  const { error } = JSON.parse(ended.out) as { error: { code: string; message: string } };
  assert.equal(error.code, code, error.message);
  return error.message;
}

/** Runs Millrace in a terminal, with an editor that is a shell script; `$1` is the file. */
async function inTerminal(workspace: Workspace, editor: string, args: readonly string[]): Promise<Ended> {
  const path = workspace.path(`editor-${Math.random()}.sh`);
  writeFileSync(path, `#!/bin/sh\n${editor}\n`);
  chmodSync(path, 0o755);
  const words = [...program(), ...args].map((word) => `'${word}'`).join(" ");
  return call([SCRIPT ?? "script", "-qec", words, "/dev/null"], { cwd: workspace.root, env: { ...workspace.env, EDITOR: path } }).ended;
}

describe("queue reorder", () => {
  it("puts items where they are wanted, and the next start claims by that", () =>
    inWorkspace({}, async (workspace) => {
      for (const id of ["a", "b", "c", "d"]) await workspace.must(["add-task", id, "--run", "true"]);
      await workspace.must(["queue", "reorder", "c", "--first"]);
      await workspace.must(["queue", "reorder", "a", "--after", "d"]);
      assert.deepEqual(await order(workspace), ["c", "b", "d", "a"]);
      await workspace.must(["queue", "reorder", "a", "b", "c", "d"]);
      assert.deepEqual(await order(workspace), ["a", "b", "c", "d"]);
      await workspace.must(["queue", "reorder", "d", "--priority", "3"]);
      await workspace.must(["start", "--once"]);
      assert.equal((await show(workspace, "d")).phase, "done");
      await workspace.must(["replay", "--verify"]);
    }));

  it("wants exactly one place", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "a"]);
      await refused(workspace, ["queue", "reorder", "a"], "cli.missing", 2);
      await refused(workspace, ["queue", "reorder", "a", "--first", "--last"], "cli.conflict", 2);
      await refused(workspace, ["queue", "reorder"], "cli.missing", 2);
      await refused(workspace, ["queue", "reorder", "b", "--first"], "item.unknown", 3);
    }));

  it("asks an owner that works meanwhile", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      await workspace.must(["pause"]);
      for (const id of ["a", "b"]) await workspace.must(["add-task", id]);
      await workspace.must(["queue", "reorder", "b", "--first"]);
      assert.deepEqual(await order(workspace), ["b", "a"]);
      await workspace.must(["stop"]);
      await daemon.ended;
    }));
});

describe("queue with 10 000 items", () => {
  it("lists, reorders and tells what they wait for in no time", () =>
    inWorkspace({}, async (workspace) => {
      const lines = Array.from({ length: 10_000 }, (_, n) =>
        JSON.stringify({ title: `Task ${n}`, id: `t${n}`, dependsOn: n % 10 ? [`t${n - 1}`] : [] }),
      );
      await workspace.must(["add-tasks", "--quiet"], { stdin: `${lines.join("\n")}\n`, timeout: 120_000 });
      await workspace.must(["queue", "reorder", "t9990", "--first"]);
      assert.equal((await order(workspace))[0], "t9990");
      const took: number[] = [];
      for (let n = 0; n < 7; n++) took.push((await workspace.must(["queue", "ls", "--json"])).millis);
      const median = took.sort((a, b) => a - b)[3] ?? 0;
      assert.ok(median < 400, `queue ls took ${median} ms`);
      const { total, items } = await workspace.json<{ total: number; items: { waiting: { for: string } }[] }>([
        "queue",
        "ls",
        "--waiting",
        "--limit",
        "2",
      ]);
      assert.deepEqual([total, items.map(({ waiting }) => waiting.for)], [9000, ["t0", "t1"]]);
    }));
});

describe("queue edit", () => {
  const revised = '+++\nkind = "task"\nid = "a"\ntitle = "Second"\nrun = ["true"]\n+++\n';

  it("takes a revision from a file or standard input, byte for byte, and keeps the older ones", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "First", "--id", "a"]);
      const text = `\uFEFF${revised.replaceAll("\n", "\r\n")}no end`;
      await workspace.must(["queue", "edit", "a", "--stdin"], { stdin: text });
      assert.equal(readFileSync(workspace.path(QUEUE, "a.md"), "utf8"), text);
      writeFileSync(workspace.path("new.md"), revised);
      await workspace.must(["queue", "edit", "a", "--file", "new.md"]);
      const { title, revisions } = await show(workspace, "a");
      assert.deepEqual([title, revisions.length], ["Second", 3]);
    }));

  it("refuses what is no document, with its line, and changes nothing", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "First", "--id", "a"]);
      const { revision } = await show(workspace, "a");
      const edit = ["queue", "edit", "a", "--stdin"];
      assert.match(await refused(workspace, edit, "item.bad-document", 2, "+++\ntitle = 3\n+++\n"), /line 2: "title": 3 is not text/);
      await refused(workspace, edit, "item.bad-document", 2, "no title");
      await refused(workspace, edit, "item.bad-document", 2, '+++\nid = "b"\ntitle = "x"\n+++\n');
      await refused(workspace, edit, "item.bad-document", 2, '+++\nkind = "spec"\ntitle = "x"\n+++\n');
      await refused(workspace, edit, "item.depends-on-itself", 2, '+++\ntitle = "x"\ndepends_on = ["a"]\n+++\n');
      await refused(workspace, ["queue", "edit", "a"], "cli.missing", 2);
      await refused(workspace, ["queue", "edit", "a", "--stdin", "--file", "x"], "cli.conflict", 2, "");
      await refused(workspace, ["queue", "edit", "a", "--file", "none.md"], "cli.unreadable", 3);
      assert.equal((await show(workspace, "a")).revision, revision);
    }));

  it("refuses an edit of a revision that is not the current one any more", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "First", "--id", "a"]);
      const { revision } = await show(workspace, "a");
      const edit = ["queue", "edit", "a", "--stdin", "--expect", revision.slice(0, 12)];
      await workspace.must(edit, { stdin: revised });
      await refused(workspace, edit, "item.revised-meanwhile", 5, revised.replace("Second", "Third"));
      await workspace.must(edit, { stdin: revised });
      assert.equal((await show(workspace, "a")).title, "Second");
    }));

  if (SCRIPT) {
    it("opens an editor; of two at once the later is refused, and its text is kept", () =>
      inWorkspace({}, async (workspace) => {
        await workspace.must(["add-task", "First", "--id", "a"]);
        const write = (title: string) => `sed -i 's/First/${title}/' "$1"`;
        const slow = inTerminal(workspace, `${write("Slow")}; sleep 1.5`, ["queue", "edit", "a"]);
        await new Promise((resume) => setTimeout(resume, 400));
        const quick = await inTerminal(workspace, write("Quick"), ["queue", "edit", "a"]);
        assert.equal(quick.code, 0, quick.out);
        const late = await slow;
        assert.equal(late.code, 5, late.out);
        assert.equal((await show(workspace, "a")).title, "Quick");
        const kept = /Your text is kept in (\S+\.md)/.exec(late.out)?.[1] ?? "";
        assert.match(readFileSync(kept, "utf8"), /title = "Slow"/);
      }));

    it("takes nothing from an editor that fails, or that changes nothing", () =>
      inWorkspace({}, async (workspace) => {
        await workspace.must(["add-task", "First", "--id", "a"]);
        assert.equal((await inTerminal(workspace, "exit 3", ["queue", "edit", "a"])).code, 1);
        assert.equal((await inTerminal(workspace, "true", ["queue", "edit", "a"])).code, 0);
        assert.equal((await show(workspace, "a")).revisions.length, 1);
      }));
  }
});

describe("queue archive-blocked, retarget-dependency, repair-lineage and incident", () => {
  it("archives blocked items, and their dependants are told to wait for another", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Fails", "--id", "fails", "--check", "false", "--run", "true"]);
      await workspace.must(["add-task", "Other", "--id", "other"]);
      await workspace.must(["add-task", "Waits", "--id", "waits", "--depends-on", "fails"]);
      await workspace.run(["start", "--once"]);
      const phase = (await show(workspace, "fails")).phase;
      assert.equal(phase, "blocked");
      assert.deepEqual((await show(workspace, "fails")).dependants, ["waits"]);
      const { items } = await workspace.json<{ items: string[] }>(["queue", "archive-blocked", "--all", "--reason", "hopeless"]);
      assert.deepEqual(items, ["fails"]);
      assert.ok(workspace.has("millrace-agents/tasks/archive/fails.md"));
      const { attention } = await workspace.json<{ attention: { subject: string; command: string }[] }>(["attention"], { code: 6 });
      assert.deepEqual(
        attention.map(({ subject, command }) => [subject, command]),
        [["waits", "millrace queue edit waits"]],
      );
      await workspace.must(["queue", "retarget-dependency", "waits", "--from", "fails", "--to", "other"]);
      assert.match(workspace.read(`${QUEUE}/waits.md`), /depends_on = \[ "other" \]/);
      await refused(workspace, ["queue", "archive-blocked", "other"], "item.not-blocked", 5);
      await refused(workspace, ["queue", "archive-blocked"], "cli.missing", 2);
      assert.deepEqual((await workspace.json<{ items: string[] }>(["queue", "archive-blocked", "--all"])).items, []);
    }));

  it("tells of roots that are none, and mends them", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-spec", "Top", "--id", "top"]);
      await workspace.must(["add-spec", "Middle", "--id", "middle", "--root", "top"]);
      await workspace.must(["add-task", "Leaf", "--id", "leaf", "--root", "middle"]);
      const expected = { repairs: [{ item: "leaf", from: "middle", to: "top" }], doubts: [] };
      const told = await workspace.json(["queue", "repair-lineage"]);
      assert.deepEqual([told.applied, told.repairs, told.doubts], [false, expected.repairs, []]);
      assert.equal((await show(workspace, "leaf")).root, "middle");
      assert.equal((await workspace.json(["queue", "repair-lineage", "--apply"])).applied, true);
      assert.equal((await show(workspace, "leaf")).root, "top");
    }));

  it("resolves and cancels incidents", () =>
    inWorkspace({}, async (workspace) => {
      const incident = (id: string) => `+++\nkind = "incident"\nid = "${id}"\ntitle = "x"\n+++\n`;
      for (const id of ["i1", "i2"]) {
        workspace.write(`${id}.md`, incident(id));
        await workspace.must(["add-task", `${id}.md`]);
      }
      await workspace.must(["incident", "resolve", "i1", "--reason", "by hand"]);
      await workspace.must(["incident", "cancel", "i2"]);
      assert.deepEqual([(await show(workspace, "i1")).phase, (await show(workspace, "i2")).phase], ["done", "cancelled"]);
      assert.ok(workspace.has("millrace-agents/incidents/resolved/i1.md"));
      await workspace.must(["replay", "--verify"]);
      await refused(workspace, ["resolve", "i1-1", "--outcome", "failed"], "run.unknown", 3);
    }));
});

describe("commands that add work", () => {
  it("write every kind of document, with its fields, and read it back", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["queue", "add-spec", "A spec", "--goal", "works", "--constraint", "cheap", "--acceptance", "it runs"]);
      await workspace.must(["add-idea", "An idea", "--body", "of mine"]);
      await workspace.must(["add-probe", "A probe", "--path", "src"]);
      await workspace.must(["add-learning-request", "A skill", "--action", "create", "--skill", "sums"]);
      await workspace.must(["add-task", "A task", "--spec-id", "a-spec"]);
      assert.equal((await show(workspace, "a-task")).root, "a-spec");
      assert.match((await show(workspace, "a-spec")).document, /goals = \[ "works" \]/);
      assert.match((await show(workspace, "a-skill")).document, /requested_action = "create"/);
      for (const [id, kind] of Object.entries({ "a-spec": "spec", "an-idea": "idea", "a-probe": "probe", "a-skill": "learning_request" })) {
        const { item } = await workspace.json<{ item: { kind: string } }>(["queue", "show", id]);
        assert.equal(item.kind, kind);
        await workspace.must(["queue", "edit", id, "--stdin"], { stdin: `${(await show(workspace, id)).document}\nMore.\n` });
      }
    }));

  it("take files of their own kind: documents, plain ideas, and the JSON of the older tools", () =>
    inWorkspace({}, async (workspace) => {
      workspace.write("spec.md", "# Spec\n\nSpec-ID: spec\n\nGoals:\n- one\n");
      workspace.write("idea.md", "Just an idea\n");
      workspace.write("old.json", JSON.stringify({ kind: "task", task_id: "old", title: "Old", target_paths: ["src"] }));
      await workspace.must(["add-spec", "spec.md"]);
      await workspace.must(["add-idea", "idea.md"]);
      await workspace.must(["add-idea", "idea.md"]);
      await workspace.must(["queue", "add-task", "old.json"]);
      assert.deepEqual((await order(workspace)).sort(), ["idea", "idea-2", "old", "spec"]);
      assert.match(await refused(workspace, ["add-probe", "spec.md"], "item.bad-document", 2), /it says that it is a spec, not a probe/);
      await refused(workspace, ["add-spec", "spec.md", "--goal", "x"], "cli.conflict", 2);
      await refused(workspace, ["add-spec", "spec.md"], "item.exists", 5);
      await refused(workspace, ["add-task", "x", "--root", "../x"], "cli.bad-value", 2);
    }));
});
