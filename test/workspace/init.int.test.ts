import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { unwrap } from "../../src/kernel/errors/result.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { parseConfig } from "../../src/plan/config/parse-config.ts";
import { findWorkspace } from "../../src/workspace/find.ts";
import { applyInit, type InitReport } from "../../src/workspace/init/apply-init.ts";
import { planInit } from "../../src/workspace/init/plan-init.ts";

describe("planInit(), applyInit()", () => {
  let home: string;
  let root: string;
  const entry = (): string => join(home, "installed é [1]", "millrace.ts");
  const init = (options: { mode?: string; entry?: string | null; force?: boolean } = {}, directory = root): InitReport =>
    applyInit(diskFs, unwrap(planInit(diskFs, directory, { entry: entry(), ...options })));
  const read = (path: string): string => fs.readFileSync(join(root, path), "utf8");
  const git = (...args: string[]): string => execFileSync("git", ["-C", root, ...args], { encoding: "utf8" });
  const snapshot = (): Record<string, string> =>
    Object.fromEntries(
      fs
        .readdirSync(home, { recursive: true, encoding: "utf8" })
        .sort()
        .map((path) => {
          const stat = fs.lstatSync(join(home, path));
          return [path, `${stat.mtimeMs} ${stat.isFile() ? fs.readFileSync(join(home, path), "utf8") : ""}`];
        }),
    );

  beforeEach(() => {
    home = fs.mkdtempSync(join(tmpdir(), "millrace-init-"));
    root = join(home, "my project *é");
    fs.mkdirSync(join(home, "installed é [1]"));
  });
  afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

  it("makes a workspace that findWorkspace() finds, in a directory that was not there", () => {
    const { made, kept } = init();
    assert.deepEqual(kept, []);
    assert.ok(made.includes("millrace.toml") && made.includes("millrace-agents/tasks/queue"), made.join());
    assert.deepEqual(findWorkspace(diskFs, join(root, "millrace-agents/tasks/queue"), { env: {} }), { ok: true, value: root });
  });

  it("makes millrace.ts anew by force where it runs another Millrace, and only where nobody has written in it", () => {
    init();
    const other = join(home, "elsewhere", "millrace.ts");
    const kept = init({ entry: other }).kept.find(({ path }) => path === "millrace.ts");
    assert.match(kept?.why ?? "", /runs another Millrace: millrace init --force/);
    assert.deepEqual(
      init({ entry: other, force: true }).made.filter((path) => !path.includes("exclude")),
      ["millrace.ts"],
    );
    assert.match(read("millrace.ts"), /elsewhere\/millrace\.ts/);
    fs.appendFileSync(join(root, "millrace.ts"), "// mine\n");
    fs.writeFileSync(join(root, "millrace.toml"), "# mine\n");
    const before = snapshot();
    assert.match(init({ force: true }).kept.find(({ path }) => path === "millrace.ts")?.why ?? "", /was edited/);
    assert.deepEqual(snapshot(), before);
  });

  it("plans without touching the disk", () => {
    const before = snapshot();
    const plan = unwrap(planInit(diskFs, root, { entry: entry() }));
    assert.ok(plan.steps.length > 30);
    assert.deepEqual(snapshot(), before);
  });

  it("changes nothing when it is run again, and says so", () => {
    init({ mode: "default_shell" });
    const before = snapshot();
    const { made, kept } = init({ mode: "default_shell" });
    assert.deepEqual(made, []);
    assert.deepEqual(
      kept.map(({ path }) => path),
      ["millrace.toml", "millrace-agents/.gitignore", "millrace.ts"],
    );
    assert.deepEqual(snapshot(), before);
  });

  it("overwrites nothing of the operator's, not even what appears after it was planned", () => {
    fs.mkdirSync(root);
    fs.writeFileSync(join(root, "millrace.ts"), "export {};");
    const plan = unwrap(planInit(diskFs, root, { entry: entry() }));
    fs.writeFileSync(join(root, "millrace.toml"), "# mine\n");
    const { kept } = applyInit(diskFs, plan);
    assert.deepEqual([read("millrace.toml"), read("millrace.ts")], ["# mine\n", "export {};"]);
    assert.deepEqual(kept.map(({ path }) => path).sort(), ["millrace.toml", "millrace.ts"]);
  });

  it("adds only what is missing", () => {
    init();
    fs.rmSync(join(root, "millrace-agents/tasks"), { recursive: true });
    fs.rmSync(join(root, "millrace.toml"));
    assert.deepEqual(init().made.slice(0, 2), ["millrace-agents/tasks/queue", "millrace-agents/tasks/active"]);
    assert.ok(fs.existsSync(join(root, "millrace.toml")));
  });

  it("makes no second configuration beside millrace-agents/millrace.toml", () => {
    fs.mkdirSync(join(root, "millrace-agents"), { recursive: true });
    fs.writeFileSync(join(root, "millrace-agents/millrace.toml"), "");
    assert.deepEqual(
      init().kept.map(({ path }) => path),
      ["millrace-agents/millrace.toml"],
    );
    assert.equal(fs.existsSync(join(root, "millrace.toml")), false);
  });

  it("names the mode in a configuration that parses", async () => {
    init({ mode: "default_shell" });
    assert.match(read("millrace.toml"), /^\[runtime\]\nmode = "default_shell"/m);
    const parsed = await parseConfig(read("millrace.toml"));
    assert.ok(parsed.ok);
    assert.deepEqual(planInit(diskFs, root, { mode: "nonsense", entry: null }).ok, false);
  });

  it("refuses a file, a place below a file, and a place inside of millrace-agents", () => {
    fs.writeFileSync(join(home, "file"), "");
    fs.mkdirSync(join(home, "linked"));
    fs.symlinkSync(home, join(home, "linked/millrace-agents"));
    for (const path of ["file", "file/below", "x/millrace-agents/tasks", "linked"]) {
      const result = planInit(diskFs, join(home, path), { entry: null });
      assert.equal(result.ok ? "" : result.failure.code, "workspace.bad-directory", path);
    }
  });

  it("hides the runtime's files from git, and leaves the operator's own in sight", () => {
    fs.mkdirSync(root);
    git("init", "-q");
    assert.ok(init().made.some((path) => path.endsWith(".git/info/exclude")));
    fs.writeFileSync(join(root, "millrace-agents/modes/mine.toml"), "");
    fs.writeFileSync(join(root, "millrace-agents/tasks/queue/t.md"), "# t\n");
    assert.equal(
      git("status", "--porcelain", "-uall").trim().split("\n").sort().join(),
      "?? millrace-agents/modes/mine.toml,?? millrace.toml",
    );
    assert.deepEqual(init().made, []);
  });

  it("hides them in a repository that is made later, in a subdirectory, in a linked worktree", () => {
    init();
    git("init", "-q");
    assert.doesNotMatch(git("status", "--porcelain", "-uall"), /millrace-agents/);
    assert.equal(init().made.length, 1);
    const ignored = (directory: string): boolean => {
      init({}, directory);
      const paths = ["millrace.ts", "millrace-agents/log", "millrace-agents/.gitignore"];
      return spawnSync("git", ["-C", directory, "check-ignore", ...paths], { encoding: "utf8" }).stdout === `${paths.join("\n")}\n`;
    };
    fs.writeFileSync(join(root, ".git/info/exclude"), "no newline at the end");
    fs.mkdirSync(join(root, "sub [x]"));
    assert.ok(ignored(join(root, "sub [x]")));
    assert.match(read(".git/info/exclude"), /^no newline at the end\n/);
    git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "--allow-empty", "-m", "first");
    git("worktree", "add", "-q", "-b", "linked", join(home, "linked tree"));
    assert.ok(ignored(join(home, "linked tree")));
  });

  it("makes no file for a compiled executable", () => {
    init({ entry: null });
    assert.equal(fs.existsSync(join(root, "millrace.ts")), false);
  });

  const runtime = "Deno" in globalThis ? ["run", "-A"] : [];

  it("makes a millrace.ts that runs the installed one here, with arguments and exit code", () => {
    fs.writeFileSync(
      entry(),
      'import process from "node:process";\nconsole.log(JSON.stringify([process.cwd(), process.argv.slice(2)]));\nprocess.exitCode = 7;\n',
    );
    init();
    const ended = spawnSync(process.execPath, [...runtime, "millrace.ts", "start", "--once", "a b"], { cwd: root, encoding: "utf8" });
    assert.deepEqual(JSON.parse(ended.stdout), [fs.realpathSync(root), ["start", "--once", "a b"]]);
    assert.equal(ended.status, 7, ended.stderr);
  });

  it("makes a millrace.ts that ends with the installed one, and ends it", async () => {
    fs.writeFileSync(
      entry(),
      'import process from "node:process";\nprocess.on("SIGTERM", () => process.exit(42));\nconsole.log("up");\nsetInterval(() => {}, 1000);\n',
    );
    init();
    const child = spawn(process.execPath, [...runtime, "millrace.ts"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    process.kill(child.pid ?? 0, "SIGTERM"); // after child.kill Deno reports the signal as the end
    assert.deepEqual((await once(child, "exit"))[0], 42);
  });
});
