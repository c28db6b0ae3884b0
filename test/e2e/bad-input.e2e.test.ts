import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "@std/testing/bdd";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

interface Refusal {
  error: { code: string; message: string; fix: string | null };
}

/** A refusal has a code, says what is wrong in a person's words, and never shows a stack. */
async function refused(workspace: Workspace, args: readonly string[], code: number, ...says: RegExp[]): Promise<void> {
  const { err, out } = await workspace.must(args, { code });
  const told = err + out;
  for (const pattern of says) assert.match(told, pattern, args.join(" "));
  assert.doesNotMatch(told, /fault of Millrace|\bat .*\.ts:\d+/, args.join(" "));
  const { error } = await workspace.json<Refusal>(args, { code });
  assert.match(error.code, /^[a-z]+\.[a-z-]+$/);
}

describe("configuration", () => {
  const cases: [string, string, RegExp[]][] = [
    ["an unknown key, with the nearest known one", "[limits]\nruns_per_itme = 3\n", [/runs_per_itme/, /runs_per_item\b/]],
    ["an unknown table, with the nearest known one", '[delivrey]\nkind = "none"\n', [/delivrey/, /delivery/]],
    ["a wrong type", '[limits]\nruns_per_item = "three"\n', [/runs_per_item/, /three|number/]],
    ["a value out of its range", "[limits]\nruns_per_item = -1\n", [/runs_per_item/]],
    ["an unknown choice", '[delivery]\nkind = "push"\n', [/kind/, /commit/]],
    ["malformed TOML, with its line", '[limits]\nruns_per_item = 3\n[oops\nx = "\n', [/line 3|:3|3:/]],
    ["a key twice", "[limits]\nruns_per_item = 3\nruns_per_item = 4\n", [/millrace\.toml:3/]],
    ["a mode that is not there", '[runtime]\nmode = "default_shel"\n', [/default_shel/, /default_shell/]],
    ["a runner that is not there", '[stages.builder]\nrunner = "shel"\n', [/shel\b/, /shell/]],
    ["a stage that is not there", "[stages.bulder]\ntimeout_seconds = 3\n", [/bulder/, /builder/]],
    ["a runner without its program", '[stages.builder]\nrunner = "command"\n', [/argv/]],
    ["bytes that are no text", "\u0000\u0001", []],
  ];
  for (const [what, text, says] of cases) {
    it(`is refused with 2 for ${what}`, () =>
      inWorkspace({ config: text }, async (workspace) => {
        await refused(workspace, ["start", "--once", "--dry-run"], 2, ...says);
        await workspace.must(["add-task", "First", "--run", "echo x > first.txt"]);
        await refused(workspace, ["start", "--once"], 2, ...says);
        const { out } = await workspace.run(["compile", "validate"]);
        for (const pattern of says) assert.match(out, pattern);
        await workspace.must(["status"]);
        workspace.write("millrace.toml", "");
        await workspace.must(["start", "--once"]);
      }));
  }

  it("that breaks later keeps the last good plan in force, and says so", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "First", "--run", "echo x > first.txt"]);
      await workspace.must(["start", "--once", "--max-stages", "1"]);
      workspace.write("millrace.toml", "[limits\n");
      const { err } = await workspace.must(["start", "--once"]);
      assert.match(err, /last good/);
      assert.ok(workspace.events().some(({ type }) => type === "plan.rejected"));
    }));

  it("names a mode that is not there by --mode and MILLRACE_MODE", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "First"]);
      await refused(workspace, ["start", "--once", "--mode", "defualt_shell"], 2, /defualt_shell/, /default_shell/);
      const { code } = await workspace.run(["start", "--once"], { env: { ...workspace.env, MILLRACE_MODE: "nonsense" } });
      assert.equal(code, 2);
    }));
});

describe("a loop document", () => {
  const LOOP = [
    'id = "execution.mine"',
    'plane = "execution"',
    "version = 1",
    "[entries]",
    'task = "builder"',
    "[stages.builder]",
    'success = "BUILDER_COMPLETE"',
  ].join("\n");

  it("with a dead end, or one that cannot be read at all, is refused with what is wrong", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "First"]);
      for (const text of [LOOP, `${LOOP}\nwrong = `, "{", ""]) {
        workspace.write("millrace-agents/loops/mine.toml", text);
        workspace.write(
          "millrace-agents/modes/mine.toml",
          'summary = "Mine"\n[loops]\ntask = "execution.mine"\n[stage_defaults]\nrunner = "shell"\n',
        );
        const { code, err } = await workspace.run(["start", "--once", "--mode", "mine"]);
        assert.equal(code, 2, err);
        assert.doesNotMatch(err, /fault of Millrace/);
        assert.match(err, /mine/);
      }
      workspace.write("millrace-agents/modes/mine.toml", "");
      workspace.write("millrace-agents/loops/mine.toml", "");
      await workspace.must(["start", "--once"]);
    }));
});

describe("work items", () => {
  it("refuses a cycle of dependencies and names it", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "A", "--id", "a", "--depends-on", "b"]);
      await workspace.must(["add-task", "B", "--id", "b", "--depends-on", "c"]);
      await refused(workspace, ["add-task", "C", "--id", "c", "--depends-on", "a"], 5, /c → a → b → c|a → b → c/);
      await refused(workspace, ["add-task", "D", "--id", "d", "--depends-on", "d"], 2, /itself/);
    }));

  it("refuses ids that are no names of files, and takes titles of any kind", () =>
    inWorkspace({}, async (workspace) => {
      for (const id of ["../x", "a/b", ".", "..", "-x", "", "a b", "ä", "a\u0000b", "x".repeat(300)])
        if (!id.includes("\u0000")) await refused(workspace, ["add-task", "Title", `--id=${id}`], 2);
      await refused(workspace, ["add-task", ""], 2);
      await refused(workspace, ["add-task", "two\nlines"], 2);
      await refused(workspace, ["add-task"], 2);
      const titles = [
        "日本語のタスク",
        "../../etc/passwd",
        "   spaces   ",
        "😀",
        "-- dash",
        "CON",
        "\u001b[31mred",
        "x".repeat(5000),
        "a.md b",
      ];
      for (const title of titles) await workspace.must(["add-task", "--", title]);
      const { items } = await workspace.json<{ items: { id: string }[] }>(["queue", "ls"]);
      assert.equal(items.length, titles.length);
      for (const { id } of items) assert.match(id, /^[A-Za-z0-9][A-Za-z0-9._-]*$/);
      assert.equal(workspace.list("millrace-agents/tasks/queue").length, titles.length);
      for (const args of [["queue", "ls"], ["status"], ["logs"]]) assert.ok(!(await workspace.must(args)).out.includes("\u001b"));
      await refused(workspace, ["add-task", "Again", "--id", items[0]?.id ?? ""], 5);
    }));

  it("answers each line of --stdin-ndjson by itself: a bad one is refused with its number, the others are kept", () =>
    inWorkspace({}, async (workspace) => {
      const lines = [
        '{"title":"One"}',
        "not json",
        '{"titel":"Typo"}',
        '{"title":7}',
        "",
        '{"title":"Two","unknown":1}',
        "null",
        "[]",
        `{"title":"Long","body":"${"x".repeat(200_000)}"}`,
        '{"title":"Unpaired \\ud800"}',
        '{"title":"Three"}\r',
        '{"title":"No end"}',
      ];
      const { code, out } = await workspace.run(["add-task", "--stdin-ndjson", "--json"], { stdin: lines.join("\n") });
      assert.equal(code, 1);
      const answers = out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as { type: string; line?: number; status?: string; error?: { message: string } });
      const refusals = answers.filter(({ status }) => status === "rejected").map(({ line }) => line);
      assert.deepEqual(refusals.slice(0, 3), [2, 3, 4]);
      for (const kept of [1, 9, 11, 12])
        assert.ok(
          answers.some(({ line, status }) => line === kept && status === "applied"),
          `line ${kept}`,
        );
      await workspace.must(["log", "verify"]);
      await workspace.must(["start", "--once"]);
    }));

  it("a file that is no work document is refused with its line; one that is, is kept byte for byte", () =>
    inWorkspace({}, async (workspace) => {
      workspace.write("bad.md", "+++\ntitle = \n+++\nbody\n");
      await refused(workspace, ["add-task", "bad.md"], 2, /bad\.md/, /line 2/);
      await refused(workspace, ["add-task", "none.md"], 3, /none\.md/);
      workspace.write("bytes.md", Buffer.from([0xff, 0xfe, 0x00]));
      await refused(workspace, ["add-task", "bytes.md"], 3, /UTF-8/);
      const good = '+++\ntitle = "Keep   my spaces"\n+++\n\nGrüße\r\n\ttabs\n\n\n';
      workspace.write("good.md", good);
      await workspace.must(["add-task", "good.md"]);
      assert.equal(workspace.read("millrace-agents/tasks/queue/good.md"), good);
    }));
});

describe("a workspace", () => {
  const places: [string, string][] = [
    ["with spaces, quotes and letters of many scripts", 'my "own" project\'s häuser/日本 語/$HOME `x`;*'],
    [
      "that is deep, beyond what a socket's name may have",
      Array.from({ length: 6 }, (_, level) => `level-${level}-${"x".repeat(60)}`).join("/"),
    ],
    ["whose name begins with a dash", "-rf"],
  ];
  for (const [what, at] of places) {
    for (const git of [false, true]) {
      it(`${what} works ${git ? "with" : "without"} git`, () =>
        inWorkspace({ at, git, config: git ? '[delivery]\nkind = "commit"\n' : "" }, async (workspace) => {
          await workspace.must([
            "add-task",
            "Mend",
            "--run",
            'echo broken > "out file.txt"',
            "--check",
            'grep -q fixed "out file.txt"',
            "--fix",
            'echo fixed >> "out file.txt"',
          ]);
          await workspace.must(["start", "--once"]);
          assert.deepEqual(workspace.lines("out file.txt"), ["broken", "fixed"]);
          for (const args of [["status"], ["doctor"], ["runs", "ls"], ["log", "verify"], ["replay", "--verify"]])
            await workspace.must(args);
          if (git) assert.match(workspace.git("log", "-1", "--format=%B"), /Millrace-Run: mend-1/);
          await workspace.quiet();
        }));
    }
  }

  it("with a file whose name is no text says so, and carries on once it is gone", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Odd", "--run", "printf x > \"$(printf 'latin-\\351.txt')\""]);
      await workspace.must(["start", "--once"], { code: 6 });
      const told = await workspace.must(["attention"], { code: 6 });
      assert.match(told.out, /UTF-8/);
      spawnSync("sh", ["-c", "rm latin-*"], { cwd: workspace.root });
      await workspace.must(["unblock", "odd"]);
      await workspace.must(["queue", "edit", "odd", "--stdin"], {
        stdin: workspace.read("millrace-agents/tasks/queue/odd.md").replace(/printf x.*/, 'true"]'),
      });
      await workspace.must(["start", "--once"]);
      assert.ok(workspace.has("millrace-agents/tasks/done/odd.md"));
    }));

  it("that is deeper than a database's name may be works too", () =>
    inWorkspace({ at: Array.from({ length: 20 }, (_, level) => `level-${level}-${"x".repeat(60)}`).join("/") }, async (workspace) => {
      await workspace.must(["add-task", "Deep", "--run", "echo x > out.txt", "--check", "test -s out.txt"]);
      const call = workspace.start(["start", "--once"]);
      assert.equal((await call.ended).code, 0);
      await workspace.must(["status"]);
    }));

  it("takes no second one inside of it, unless by force, and leaves one that is there in peace", () =>
    inWorkspace({}, async (workspace) => {
      await refused(workspace, ["init", "packages/inner"], 5, /lies in the workspace .*init --force/s);
      assert.ok(!workspace.has("packages"));
      await workspace.must(["init", "packages/inner", "--force"]);
      await workspace.must(["init", "packages/inner"]);
      assert.ok(workspace.has("packages/inner/millrace-agents/log"));
    }));

  it("that is none is said to be none, with what to do; a file in its place too", () =>
    inWorkspace({ bare: true }, async (workspace) => {
      await refused(workspace, ["status"], 3, /init/);
      await refused(workspace, ["add-task", "x"], 3, /init/);
      workspace.write("file", "");
      await refused(workspace, ["init", "file"], 2);
      workspace.write("millrace-agents", "a file");
      const { code, err } = await workspace.run(["init"]);
      assert.notEqual(code, 0);
      assert.doesNotMatch(err, /fault of Millrace/);
    }));

  it("with odd files in it: names of bytes, links in circles, pipes, empty folders, a repository inside", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must([
        "add-task",
        "Odd",
        "--run",
        "ln -s b a; ln -s a b; ln -s /nowhere gone; mkfifo pipe; mkdir -p empty/deep; mkdir sub; (cd sub && git init -q); printf x > 'new\nline'; chmod 000 sub; touch -d 1970-01-01 old",
        "--check",
        "true",
      ]);
      const { code, err } = await workspace.run(["start", "--once"], { timeout: 30_000 });
      assert.equal(code, 0, err);
      await workspace.must(["replay", "--verify"]);
    }));
});
