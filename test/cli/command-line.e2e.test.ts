import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, it } from "@std/testing/bdd";
import { type CommandLine, commandLine, endOf } from "./support/command-line.ts";

describe("millrace, typed wrongly", () => {
  let line: CommandLine;
  beforeAll(() => {
    line = commandLine();
  });
  afterAll(() => line.remove());

  const refusals: [name: string, args: string[], code: number, error: string][] = [
    ["an unknown command", ["stats"], 2, "cli.unknown-command"],
    ["an unknown command of a group", ["queue", "sho"], 2, "cli.unknown-command"],
    ["an unknown option", ["status", "--jsn"], 2, "cli.unknown-option"],
    ["an option without a command", ["--tail"], 2, "cli.unknown-option"],
    ["a missing argument", ["queue", "show"], 2, "cli.missing"],
    ["a value of the wrong form", ["logs", "--tail", "many"], 2, "cli.bad-value"],
    ["an argument too many", ["status", "now"], 2, "cli.unexpected"],
    ["no workspace", ["status"], 3, "workspace.none"],
  ];
  for (const [name, args, code, error] of refusals) {
    it(`ends with ${code} for ${name}, and says so on standard error only, without a stack`, async () => {
      const ended = await line.run(args);
      assert.deepEqual([ended.code, ended.stdout], [code, ""]);
      assert.match(ended.stderr, new RegExp(`^error: .*\\[${error.replace(".", "\\.")}\\]\n {2}.*\n$`));
    });

    it(`gives ${error} as JSON on standard output for ${name}`, async () => {
      const ended = await line.run([...args, "--json"]);
      assert.deepEqual([ended.code, ended.stderr], [code, ""]);
      assert.equal(JSON.parse(ended.stdout).error.code, error);
    });
  }

  it("gives help, version and the description of every command without a workspace", async () => {
    assert.match((await line.run([])).stdout, /^Millrace runs /);
    assert.match((await line.run(["start", "--help"])).stdout, /--max-stages N/);
    assert.match((await line.run(["queue"])).stdout, /queue show/);
    assert.match((await line.run(["--version"])).stdout, /^millrace \d+\.\d+\.\d+/);
    const described = JSON.parse((await line.run(["--help", "--json"])).stdout) as { command: string; input: unknown }[];
    assert.ok(described.some(({ command }) => command === "start"));
  });

  it("does not colour what is no terminal", async () => {
    assert.ok(!(await line.run(["--help"], { env: { FORCE_COLOR: "1" } })).stdout.includes("\u001b"));
  });
});

describe("millrace in a workspace", () => {
  let line: CommandLine;
  beforeAll(async () => {
    line = commandLine();
    assert.equal((await line.run(["init"])).code, 0);
  });
  afterAll(() => line.remove());

  it("ends with 10 when there is nothing to do", async () => {
    const ended = await line.run(["start", "--once"]);
    assert.deepEqual([ended.code, ended.stdout], [10, ""]);
  });

  it("works a task to its end: progress on standard error, the result on standard output", async () => {
    const added = await line.run(["add-task", "Say hello", "--run", "echo hello > hello.txt", "--check", "test -s hello.txt", "--json"]);
    assert.equal(JSON.parse(added.stdout).item, "say-hello");
    const ended = await line.run(["start", "--once"]);
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /^done {2}say-hello-1: 3 attempts/);
    assert.match(ended.stderr, /check {2}test -s hello\.txt {2}passed/);
    assert.ok(!ended.stderr.includes("\r"), "a spinner was drawn where there is no terminal");
  });

  it("gives JSON lines with --json, the last one the result, and ends with 6 for blocked work", async () => {
    await line.run(["add-task", "Never", "--run", "false"]);
    const ended = await line.run(["start", "--once", "--json"]);
    const lines = ended.stdout
      .trimEnd()
      .split("\n")
      .map((text) => JSON.parse(text) as { type: string; outcome?: string });
    assert.deepEqual([ended.code, ended.stderr], [6, ""]);
    assert.deepEqual([lines.at(-1)?.type, lines.at(-1)?.outcome], ["result", "blocked"]);
    assert.ok(lines.slice(0, -1).every(({ type }) => type === "event" || type === "note"));
    assert.ok(lines.length > 10);
  });

  it("gives a refusal of a streaming command as its result line", async () => {
    const ended = await line.run(["start", "--once", "--json"]);
    const last = JSON.parse(ended.stdout.trimEnd().split("\n").at(-1) ?? "");
    assert.deepEqual([ended.code, last.type, last.error.code], [10, "result", "item.none-ready"]);
  });

  it("finds its workspace from below, by --workspace, by --config and by the environment", async () => {
    const below = join(line.directory, "a/b");
    mkdirSync(below, { recursive: true });
    const rootOf = async (args: string[], options: Parameters<CommandLine["run"]>[1]) =>
      JSON.parse((await line.run(["status", "--json", ...args], options)).stdout).root;
    assert.equal(await rootOf([], { from: below }), line.directory);
    assert.equal(await rootOf(["--workspace", "../.."], { from: below }), line.directory);
    assert.equal(await rootOf(["--workspace", line.directory], { from: "/" }), line.directory);
    assert.equal(await rootOf(["--config", join(line.directory, "millrace.toml")], { from: "/" }), line.directory);
    assert.equal(await rootOf([], { from: "/", env: { MILLRACE_WORKSPACE: line.directory } }), line.directory);
  });

  it("answers each line of add-task --stdin-ndjson by one line", async () => {
    const input = '{"title":"From a line","checks":["true"]}\nnonsense\n';
    const ended = await line.run(["add-task", "--stdin-ndjson", "--json"], { input });
    const lines = ended.stdout
      .trimEnd()
      .split("\n")
      .map((text) => JSON.parse(text));
    assert.deepEqual(
      lines.map(({ type, status, item }) => [type, status, item]),
      [
        ["answer", "applied", "from-a-line"],
        ["answer", "rejected", null],
        ["result", undefined, undefined],
      ],
    );
    assert.equal(ended.code, 1);
  });

  it("ends quietly when its reader goes away", async () => {
    const child = line.start(["logs", "--tail", "1000"]);
    child.stdout?.destroy();
    const ended = await endOf(child);
    assert.deepEqual([ended.code, ended.stderr], [0, ""]);
  });

  it("shows what a document says without letting it steer the terminal", async () => {
    await line.run(["add-task", "Clear \u001b[2J the screen", "--id", "steering", "--priority", "-9"]);
    const { stdout } = await line.run(["queue", "ls"]);
    assert.ok(stdout.includes("Clear \\x1b[2J the screen"));
    assert.ok(!stdout.includes("\u001b"));
  });

  it("ends with 9 on a damaged log, and still answers status", async () => {
    const damaged = commandLine();
    try {
      await damaged.run(["init"]);
      for (const title of ["One", "Two"]) await damaged.run(["add-task", title]);
      const path = join(damaged.directory, "millrace-agents/log/000000000001.jsonl");
      const bytes = readFileSync(path);
      bytes[bytes.indexOf('"One"') + 1] = 120;
      writeFileSync(path, bytes);
      assert.equal((await damaged.run(["log", "verify"])).code, 9);
      assert.equal((await damaged.run(["add-task", "Three"])).code, 9);
      const status = await damaged.run(["status"]);
      assert.equal(status.code, 0);
      assert.match(status.stdout, /millrace log repair/);
    } finally {
      damaged.remove();
    }
  });
});

describe("millrace start, interrupted", () => {
  let line: CommandLine;
  beforeAll(async () => {
    line = commandLine();
    await line.run(["init"]);
    await line.run(["add-task", "Long", "--run", "sleep 31.4159", "--check", "true"]);
  });
  afterAll(() => line.remove());

  it("ends with 130 at SIGINT, kills the stage, and the next start carries on", async () => {
    const child = line.start(["start", "--once", "--json"]);
    const ended = endOf(child);
    await new Promise<void>((resolve) => {
      child.stdout?.on("data", (text: string) => {
        if (String(text).includes('"attempt.started"')) resolve();
      });
    });
    child.kill("SIGINT");
    const { code, stdout } = await ended;
    const last = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
    assert.deepEqual([code, last.type, last.outcome], [130, "result", "interrupted"]);
    const { runs, crashed } = JSON.parse((await line.run(["status", "--json"])).stdout);
    assert.deepEqual([runs.length, crashed], [1, false]);
    assert.deepEqual(processesWith("sleep\u000031.4159"), []);
    assert.equal((await line.run(["cancel", "long"])).code, 0);
  });
});

/** Ids of live processes with this command line, as Linux shows it (proc_pid_cmdline(5)); none where it does not. */
function processesWith(command: string): string[] {
  const ids = process.platform === "linux" ? readdirSync("/proc").filter((name) => /^\d+$/.test(name)) : [];
  return ids.filter((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, "utf8").startsWith(command);
    } catch {
      return false; // it has ended meanwhile
    }
  });
}

describe("millrace while another process owns the workspace", () => {
  let line: CommandLine;
  beforeAll(async () => {
    line = commandLine();
    await line.run(["init"]);
    await line.run(["add-task", "Long", "--run", "sleep 27.1828", "--check", "true"]);
  });
  afterAll(() => line.remove());

  it("tells a second start who owns it, lets a task be added and the work be cancelled", async () => {
    const child = line.start(["start", "--once", "--json"]);
    const ended = endOf(child);
    await new Promise<void>((resolve) => {
      child.stdout?.on("data", (text: string) => {
        if (String(text).includes('"attempt.started"')) resolve();
      });
    });
    const second = await line.run(["start", "--once", "--json"]);
    const { error } = JSON.parse(second.stdout.trimEnd().split("\n").at(-1) ?? "");
    assert.deepEqual([second.code, error.code, error.retryable], [5, "owner.taken", true]);
    const added = JSON.parse((await line.run(["add-task", "Meanwhile", "--json"])).stdout);
    assert.deepEqual([added.status, added.item], ["applied", "meanwhile"]);
    const { owner, runs } = JSON.parse((await line.run(["status", "--json"])).stdout);
    assert.deepEqual([owner.pid, runs.length], [child.pid, 1]);
    assert.equal((await line.run(["cancel", "long"])).code, 0);
    const { code, stdout } = await ended;
    assert.deepEqual([code, JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "").outcome], [1, "cancelled"]);
    assert.deepEqual(processesWith("sleep\u000027.1828"), []);
  });
});
