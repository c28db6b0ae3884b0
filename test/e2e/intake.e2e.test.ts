import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import process from "node:process";
import { describe, it } from "@std/testing/bdd";
import { startDaemon } from "../support/e2e/daemon.ts";
import { until } from "../support/e2e/until.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

const TASKS = "millrace-agents/tasks/queue";
const SPECS = "millrace-agents/specs/queue";
const INBOX = "ideas/inbox";
const good = "# Good\n\nRun-Commands:\n- true\n";

/** Puts a file there that nobody has touched for a minute. */
function drop(workspace: Workspace, path: string, bytes: string | Uint8Array): void {
  mkdirSync(workspace.path(path, ".."), { recursive: true });
  writeFileSync(workspace.path(path), bytes);
  const old = new Date(Date.now() - 60_000);
  utimesSync(workspace.path(path), old, old);
}

interface Attention {
  code: string;
  subject: string;
  what: string;
  command: string;
}

async function refused(workspace: Workspace): Promise<Attention[]> {
  const { out } = await workspace.run(["attention", "--json"]);
  return (JSON.parse(out) as { attention: Attention[] }).attention.filter(({ code }) => code === "document-refused");
}

async function ids(workspace: Workspace): Promise<string[]> {
  const { items } = await workspace.json<{ items: { id: string }[] }>(["queue", "ls", "--phase", "all"]);
  return items.map(({ id }) => id).sort();
}

/** One start, which takes in what is there; it works on an item that is there for it. */
async function start(workspace: Workspace): Promise<void> {
  await workspace.must(["add-task", "Something to do", "--run", "true", "--priority", "9"]);
  await workspace.must(["start", "--once"]);
}

describe("intake of documents that are none", () => {
  const cases: [title: string, name: string, bytes: string | Uint8Array, problem: RegExp][] = [
    ["without a title", "bad.md", "just text\n", /no title/],
    ["with malformed front matter", "toml.md", "+++\ntitle = oops\n+++\n", /Line 2: Malformed TOML/],
    ["with an unknown field", "field.md", '+++\ntitle = "x"\ncolour = "red"\n+++\n', /Line 3: Unknown field "colour"/],
    ["of another kind than the directory", "spec.md", '+++\nkind = "spec"\ntitle = "x"\n+++\n', /it is a spec/],
    ["whose id is not its name", "name.md", '+++\nid = "other"\ntitle = "x"\n+++\n', /id is "other", but its name is that of "name"/],
    ["with a path out of the workspace", "path.md", '+++\ntitle = "x"\npaths = ["../x"]\n+++\n', /not a path inside the workspace/],
    ["that depends on itself", "self.md", '+++\ntitle = "x"\ndepends_on = ["self"]\n+++\n', /depends on itself/],
    ["that is not UTF-8", "bytes.md", Uint8Array.of(0xff, 0xfe, 0x41), /not UTF-8/],
    ["of 10 MB", "big.md", "x".repeat(10_000_000), /10000000 bytes/],
    ["with a name that is no id", "no good name.md", good, /name cannot be an id/],
    ["that has the id of another kind's item", "taken.md", good, /is that of another item, a spec that is queued/],
  ];

  it("sets each aside with its reason, once, and nothing of it is lost", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-spec", "Taken", "--id", "taken"]);
      for (const [, name, bytes] of cases) drop(workspace, `${TASKS}/${name}`, bytes);
      drop(workspace, `${TASKS}/fine.md`, good);
      await start(workspace);
      const told = await refused(workspace);
      for (const [title, name, bytes, problem] of cases) {
        const aside = `${TASKS}/${name}.invalid`;
        assert.deepEqual(execFileSync("cat", [workspace.path(aside)], { maxBuffer: 20_000_000 }), Buffer.from(bytes), title);
        assert.match(workspace.read(`${aside}.reason.txt`), problem, title);
        const row = told.find(({ subject }) => subject === aside);
        assert.match(row?.what ?? "", problem, title);
        assert.equal(row?.command, `millrace queue edit ${aside.includes(" ") ? `'${aside}'` : aside}`);
        assert.ok(!existsSync(workspace.path(TASKS, name)), title);
      }
      assert.equal(told.length, cases.length);
      assert.deepEqual(await ids(workspace), ["fine", "something-to-do", "taken"]);
      await start(workspace);
      assert.equal(workspace.events().filter(({ type }) => type === "intake.refused").length, cases.length);
      await workspace.must(["replay", "--verify"]);
      await workspace.must(["log", "verify"]);
    }));

  it("leaves what is no regular file where it is, says so, and takes it once it is mended", () =>
    inWorkspace({}, async (workspace) => {
      writeFileSync(workspace.path("outside.md"), good);
      symlinkSync(workspace.path("outside.md"), workspace.path(TASKS, "link.md"));
      mkdirSync(workspace.path(TASKS, "directory.md"));
      execFileSync("mkfifo", [workspace.path(TASKS, "pipe.md")]);
      drop(workspace, `${TASKS}/empty.md`, "");
      drop(workspace, "millrace-agents/tasks/done/misplaced.md", good);
      await start(workspace);
      const commands = Object.fromEntries((await refused(workspace)).map(({ subject, command }) => [subject.split("/").at(-1), command]));
      assert.deepEqual(commands, {
        "link.md": `mv ${TASKS}/link.md link.md.aside`,
        "directory.md": `mv ${TASKS}/directory.md directory.md.aside`,
        "pipe.md": `mv ${TASKS}/pipe.md pipe.md.aside`,
        "empty.md": `rm ${TASKS}/empty.md`,
        "misplaced.md": `mv millrace-agents/tasks/done/misplaced.md ${TASKS}/`,
      });
      for (const command of Object.values(commands)) execFileSync("sh", ["-c", command], { cwd: workspace.root });
      await start(workspace);
      assert.deepEqual(await refused(workspace), []);
      assert.deepEqual(await ids(workspace), ["misplaced", "something-to-do", "something-to-do-2"]);
    }));

  it("is in attention until the file is mended by its name, mended by queue edit, or gone", () =>
    inWorkspace({}, async (workspace) => {
      for (const name of ["renamed", "edited", "removed"]) drop(workspace, `${TASKS}/${name}.md`, "no title\n");
      await start(workspace);
      assert.equal((await refused(workspace)).length, 3);
      writeFileSync(workspace.path("mended.md"), good);
      await workspace.must(["queue", "edit", `${TASKS}/edited.md.invalid`, "--file", "mended.md"]);
      assert.equal((await refused(workspace)).length, 2);
      assert.ok(!workspace.has(`${TASKS}/edited.md.invalid`) && !workspace.has(`${TASKS}/edited.md.invalid.reason.txt`));
      rmSync(workspace.path(TASKS, "removed.md.invalid"));
      drop(workspace, `${TASKS}/renamed.md.invalid`, good);
      renameSync(workspace.path(TASKS, "renamed.md.invalid"), workspace.path(TASKS, "renamed.md"));
      await start(workspace);
      assert.deepEqual(await refused(workspace), []);
      assert.deepEqual(workspace.list(TASKS), ["edited.md", "renamed.md"]);
    }));

  it("tells of an edit that was set aside, and takes it back by queue edit", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "First", "--id", "a"]);
      drop(workspace, `${TASKS}/a.md`, '+++\nkind = "task"\nid = "a"\ntitle = 3\n+++\n');
      await start(workspace);
      const aside = `${TASKS}/a.conflict-1.md`;
      const [row] = await refused(workspace);
      assert.equal(row?.command, `millrace queue edit ${aside}`);
      assert.match(row?.what ?? "", /Line 4: "title": 3 is not text/);
      assert.match(workspace.read(`${TASKS}/a.md`), /First/);
      writeFileSync(workspace.path(aside), '+++\nkind = "task"\nid = "a"\ntitle = "Third"\n+++\n');
      await workspace.must(["queue", "edit", "a", "--file", aside]);
      assert.deepEqual(await refused(workspace), []);
      assert.deepEqual(workspace.list(TASKS), ["a.md"]);
      assert.match(workspace.read(`${TASKS}/a.md`), /Third/);
    }));

  it("keeps what cannot be read, and a directory that is none, apart from the rest", () =>
    inWorkspace({}, async (workspace) => {
      if (process.getuid?.() === 0) return; // root reads everything
      drop(workspace, `${TASKS}/secret.md`, good);
      chmodSync(workspace.path(TASKS, "secret.md"), 0);
      await start(workspace);
      assert.equal((await refused(workspace))[0]?.command, `chmod u+rwX ${TASKS}/secret.md`);
    }));

  it("uses no directory that is a symbolic link, and says so", () =>
    inWorkspace({}, async (workspace) => {
      rmSync(workspace.path(SPECS), { recursive: true });
      mkdirSync(workspace.path("elsewhere"));
      writeFileSync(workspace.path("elsewhere/s.md"), "# S\n");
      symlinkSync(workspace.path("elsewhere"), workspace.path(SPECS));
      await start(workspace);
      const [row] = await refused(workspace);
      assert.equal(row?.command, `mv ${SPECS} queue.aside`);
      execFileSync("sh", ["-c", row?.command ?? ""], { cwd: workspace.root });
      await start(workspace);
      assert.deepEqual(await refused(workspace), []);
      assert.ok(!(await ids(workspace)).includes("s"));
    }));
});

describe("intake at a start", () => {
  it("waits for a file that is being written", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Something to do", "--run", "true", "--priority", "9"]);
      mkdirSync(workspace.path(TASKS), { recursive: true });
      writeFileSync(workspace.path(TASKS, "slow.md"), "# Slow\n\nRun-Comm");
      const started = workspace.start(["start", "--once"]);
      await new Promise((resume) => setTimeout(resume, 300));
      appendFileSync(workspace.path(TASKS, "slow.md"), "ands:\n- true\n");
      assert.equal((await started.ended).code, 0);
      const { item } = await workspace.json<{ item: { run: string[] } }>(["queue", "show", "slow"]);
      assert.deepEqual(item.run, ["true"]);
    }));

  it("takes files in the order of their age", () =>
    inWorkspace({}, async (workspace) => {
      for (const [at, id] of ["z", "m", "a"].entries()) {
        drop(workspace, `${TASKS}/${id}.md`, good);
        const time = new Date(Date.now() - 60_000 + at * 1000);
        utimesSync(workspace.path(TASKS, `${id}.md`), time, time);
      }
      await workspace.must(["start", "--once"]);
      assert.deepEqual(
        workspace.events().flatMap(({ type, subject }) => (type === "item.added" ? [subject] : [])),
        ["z", "m", "a"],
      );
    }));

  it("takes hundreds at once with few syncs, and none the less refuses those that contradict each other", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["pause"]);
      for (let at = 0; at < 300; at++) drop(workspace, `${TASKS}/many-${at}.md`, good);
      drop(workspace, `${TASKS}/round.md`, `${good}\nDepends-On:\n- trip\n`);
      drop(workspace, `${TASKS}/trip.md`, `${good}\nDepends-On:\n- round\n`);
      drop(workspace, `${TASKS}/bad.md`, "no document\n");
      drop(workspace, `${TASKS}/same.md`, good);
      drop(workspace, `${SPECS}/Same.md`, "# A spec\n");
      // The older one has the id.
      const earlier = new Date(Date.now() - 120_000);
      utimesSync(workspace.path(SPECS, "Same.md"), earlier, earlier);
      await workspace.run(["start", "--once"]);
      const added = workspace.events().filter(({ type }) => type === "item.added");
      assert.equal(added.length, 302);
      assert.ok(new Set(added.map(({ durable }) => durable)).size <= 20, "one sync stands for many");
      assert.deepEqual((await refused(workspace)).map(({ subject }) => subject.split("/").at(-1)).sort(), [
        "bad.md.invalid",
        "same.md.invalid",
        "trip.md.invalid",
      ]);
      await workspace.must(["log", "verify"]);
    }));

  it("keeps bytes as they are: CRLF, byte order mark, no last line end", () =>
    inWorkspace({}, async (workspace) => {
      const text = "\uFEFF# Größe 你好\r\n\r\nPriority: 4\r\nRun-Commands:\r\n- true";
      drop(workspace, `${TASKS}/odd.md`, text);
      await workspace.must(["start", "--once"]);
      assert.equal(workspace.read("millrace-agents/tasks/done/odd.md"), text);
      const { item } = await workspace.json<{ item: { title: string; priority: number } }>(["queue", "show", "odd"]);
      assert.deepEqual([item.title, item.priority], ["Größe 你好", 4]);
    }));
});

describe("ideas/inbox", () => {
  it("gives ideas, whatever they are called, plain text too, and is empty then", () =>
    inWorkspace({}, async (workspace) => {
      drop(workspace, `${INBOX}/Größere Idee.md`, "Make it bigger\nmuch bigger\n");
      drop(workspace, `${INBOX}/doc.md`, '+++\nkind = "idea"\nid = "own-id"\ntitle = "With front matter"\n+++\n');
      drop(workspace, `${INBOX}/task.md`, '+++\nkind = "task"\ntitle = "No idea"\n+++\n');
      drop(workspace, `${INBOX}/notes.txt`, "left alone");
      await start(workspace);
      const { items } = await workspace.json<{ items: { id: string; kind: string; title: string }[] }>(["queue", "ls", "--kind", "idea"]);
      assert.deepEqual(items.map(({ id, title }) => [id, title]).sort(), [
        ["grossere-idee", "Make it bigger"],
        ["own-id", "With front matter"],
      ]);
      assert.equal(workspace.read("millrace-agents/ideas/queue/grossere-idee.md"), "Make it bigger\nmuch bigger\n");
      assert.deepEqual(workspace.list(INBOX), ["notes.txt", "task.md.invalid", "task.md.invalid.reason.txt"]);
      assert.equal((await refused(workspace))[0]?.subject, `${INBOX}/task.md.invalid`);
    }));

  it("takes a second idea of the same name as another one", () =>
    inWorkspace({}, async (workspace) => {
      drop(workspace, `${INBOX}/idea.md`, "One\n");
      await start(workspace);
      drop(workspace, `${INBOX}/idea.md`, "Two\n");
      await start(workspace);
      assert.deepEqual(
        (await ids(workspace)).filter((id) => id.startsWith("idea")),
        ["idea", "idea-2"],
      );
      drop(workspace, "millrace-agents/ideas/queue/idea.md", "One, edited\n");
      await start(workspace);
      const { item } = await workspace.json<{ item: { title: string } }>(["queue", "show", "idea"]);
      assert.equal(item.title, "One, edited");
    }));

  it("is watched by a daemon", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      await workspace.must(["pause"]);
      workspace.write(`${INBOX}/later.md`, "An idea that came later\n");
      await workspace.event("the idea", ({ type, subject }) => type === "item.added" && subject === "later");
      await until("the inbox to be empty", () => workspace.list(INBOX).length === 0);
      await workspace.must(["stop"]);
      await daemon.ended;
    }));
});
