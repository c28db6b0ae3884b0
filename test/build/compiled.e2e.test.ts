import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, it } from "@std/testing/bdd";
import { compileExecutable } from "../../src/build/compile-executable.ts";
import { inWorkspace, type MillraceOptions, streamOf, type Workspace } from "../support/e2e/workspace.ts";

const root = resolve(import.meta.dirname, "../..");
const mend = (fix: string): string[] => ["--run", "echo broken > out.txt", "--check", "grep -q fixed out.txt", "--fix", fix];

describe("compileExecutable()", () => {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "millrace-compiled-")));
  const executable = join(directory, "millrace");
  const before = process.env.MILLRACE_E2E_PROGRAM;

  beforeAll(() => {
    const built = compileExecutable(executable);
    assert.ok(built.ok, built.words);
    process.env.MILLRACE_E2E_PROGRAM = executable;
  });

  afterAll(() => {
    if (before === undefined) delete process.env.MILLRACE_E2E_PROGRAM;
    else process.env.MILLRACE_E2E_PROGRAM = before;
    rmSync(directory, { recursive: true, force: true });
  });

  it("makes the same bytes again, with no path of the machine that built them", () => {
    const again = join(directory, "again/millrace");
    assert.ok(compileExecutable(again).ok);
    const bytes = readFileSync(executable);
    assert.ok(bytes.equals(readFileSync(again)));
    assert.ok(!bytes.includes(root), `${root} is in it`);
  });

  it("says what Bun said when it cannot be built", () => {
    const { ok, words } = compileExecutable("/proc/none/millrace");
    assert.equal(ok, false);
    assert.match(words, /proc/);
  });

  it("does the main job where there is neither Bun nor a node_modules", () =>
    inWorkspace({ git: true, bare: true }, async (workspace) => {
      const alone = withoutBun(workspace);
      await workspace.must(["init"], alone);
      assert.equal(workspace.has("millrace.ts"), false, "an executable needs no shim");
      assert.match(workspace.read("millrace.toml"), /default_shell/, "the embedded assets are in");
      await workspace.must(["add-task", "Mend it", ...mend("echo fixed >> out.txt")], alone);
      const { out } = await workspace.must(["start", "--once", "--json"], alone);
      assert.equal(streamOf(out).at(-1)?.outcome, "done");
      assert.deepEqual(course(workspace), ["builder", "checker", "fixer", "doublechecker", "updater"]);
      assert.deepEqual(workspace.lines("out.txt"), ["broken", "fixed"]);
      const status = await workspace.json<{ counts: Record<string, number>; owner: unknown }>(["status"], alone);
      assert.equal(status.counts.done, 1);
      assert.equal(status.owner, null);
      for (const args of [["log", "verify"], ["replay", "--verify"], ["doctor"], ["runs", "show", "mend-it-1"]])
        await workspace.must(args, alone);
      await workspace.quiet();
    }));

  it("is its own supervisor: after kill -9 in the fixer the next start adopts it, and it ran once", () =>
    inWorkspace({ bare: true }, async (workspace) => {
      const alone = withoutBun(workspace);
      await workspace.must(["init"], alone);
      await workspace.must(["add-task", "Mend it", ...mend("echo begun >> fixer.txt; sleep 1; echo fixed >> out.txt")], alone);
      const call = workspace.start(["start", "--once"], alone);
      const requested = await workspace.event(
        "the fixer is requested",
        ({ type, data }) => type === "attempt.requested" && data.stage === "fixer",
      );
      await workspace.event("the fixer started", ({ type, attempt }) => type === "attempt.started" && attempt === requested.attempt);
      process.kill(call.pid, "SIGKILL");
      assert.equal((await call.ended).signal, "SIGKILL");
      const supervisors = workspace.living().filter(({ command }) => command.startsWith(`${executable} __supervise`));
      assert.ok(supervisors.length > 0, `no supervisor among ${JSON.stringify(workspace.living())}`);
      await workspace.must(["start", "--once"], alone);
      assert.deepEqual(workspace.lines("fixer.txt"), ["begun"]);
      assert.deepEqual(workspace.lines("out.txt"), ["broken", "fixed"]);
      assert.deepEqual(course(workspace), ["builder", "checker", "fixer", "doublechecker", "updater"]);
      for (const args of [
        ["log", "verify"],
        ["replay", "--verify"],
      ])
        await workspace.must(args, alone);
      await workspace.quiet();
    }));

  it("takes neither .env nor bunfig.toml from the directory that it is started in", () =>
    inWorkspace({}, async (workspace) => {
      workspace.write(".env", "MILLRACE_WORKSPACE=/nonexistent\n");
      workspace.write("bunfig.toml", 'preload = ["./preloaded.ts"]\n');
      workspace.write("preloaded.ts", 'require("node:fs").writeFileSync("preloaded.txt", "x");\n');
      await workspace.must(["status"], withoutBun(workspace));
      assert.equal(workspace.has("preloaded.txt"), false);
    }));
});

/** Calls that find git and a shell, and no Bun. */
function withoutBun(workspace: Workspace): MillraceOptions {
  return { env: { ...workspace.env, PATH: "/usr/bin:/bin" } };
}

/** The stages that the runs went through. */
function course(workspace: Workspace): unknown[] {
  return workspace
    .events()
    .filter(({ type }) => type === "run.moved" || type === "run.concluded")
    .map(({ data }) => data.from);
}
