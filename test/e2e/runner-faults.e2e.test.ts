import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { describe, it } from "@std/testing/bdd";
import { inWorkspace, type LogLine, type Workspace } from "../support/e2e/workspace.ts";

interface Fault {
  /** Shell script of the builder. Other stages are run by the shell runner. */
  script: string;
  /** Extra configuration of the builder. */
  builder?: string;
  limits?: string;
  check?: string;
}

/** Runs a task whose builder is the script, by the runner "command"; the run is then blocked, and its first attempt is looked at. */
async function faulty(fault: Fault, use: (workspace: Workspace, ended: LogLine) => void | Promise<void>): Promise<void> {
  const config = [
    "[limits]\nbackoff_seconds = 0\n",
    fault.limits ?? "",
    '[stage_defaults]\ngrace_seconds = 1\n[stages.builder]\nrunner = "command"\nargv = ["sh", "agent.sh"]\n',
    fault.builder ?? "",
  ].join("\n");
  await inWorkspace({ config }, async (workspace) => {
    workspace.write("agent.sh", fault.script);
    await workspace.must(["add-task", "Build", ...(fault.check ? ["--check", fault.check] : [])]);
    await workspace.must(["start", "--once"], { code: 6 });
    const ended = workspace.events().find(({ type, attempt }) => type === "attempt.ended" && attempt === "build-1.1.1");
    assert.ok(ended, "the first attempt has ended");
    await use(workspace, ended);
    await workspace.quiet(1000);
    assert.ok(workspace.has("millrace-agents/tasks/blocked/build.md"));
    await workspace.must(["replay", "--verify"]);
  });
}

const says = (terminal: string): string => `echo '### ${terminal}'\n`;
const writes = (terminal: string): string => `echo '{"schema":"millrace.stage-result.v1","terminal":"${terminal}"}' > "$MILLRACE_RESULT"\n`;

describe("F19: a runner that does not keep the contract is a typed failure, never progress", () => {
  const cases: [string, Fault, string][] = [
    ["prints no terminal", { script: "echo all is well\n" }, "terminal_missing"],
    ["prints a terminal that is only talked about", { script: "echo 'I would say ### BUILDER_COMPLETE now'\n" }, "terminal_missing"],
    ["prints two terminals", { script: says("BUILDER_COMPLETE") + says("BLOCKED") }, "terminal_conflicting"],
    ["prints one terminal and writes another", { script: writes("BLOCKED") + says("BUILDER_COMPLETE") }, "terminal_conflicting"],
    ["prints an illegal terminal", { script: says("CHECKER_PASS") }, "terminal_illegal"],
    ["writes an illegal terminal", { script: writes("DONE") }, "terminal_illegal"],
    ["writes a result that is no JSON", { script: `echo "{" > "$MILLRACE_RESULT"\n${says("BUILDER_COMPLETE")}` }, "result_invalid"],
    ["makes a pipe of the result and says nothing", { script: 'mkfifo "$MILLRACE_RESULT"\n' }, "terminal_missing"],
    [
      "writes a result of 100 MB",
      { script: `head -c 100000000 /dev/zero > "$MILLRACE_RESULT"\n${says("BUILDER_COMPLETE")}` },
      "result_invalid",
    ],
    ["says it is complete and exits with 3", { script: `${says("BUILDER_COMPLETE")}exit 3\n` }, "exit_nonzero"],
    ["says it is complete and kills itself", { script: `${says("BUILDER_COMPLETE")}kill -9 $$\n` }, "exit_nonzero"],
    ["says nothing until its time is over", { script: "sleep 60\n", builder: "timeout_seconds = 1\n" }, "timeout"],
    ["ignores TERM after its time", { script: "trap '' TERM\nwhile :; do sleep 0.1; done\n", builder: "timeout_seconds = 1\n" }, "timeout"],
    ["changes its own request", { script: `echo '{}' > "$MILLRACE_REQUEST"\n${says("BUILDER_COMPLETE")}` }, "result_invalid"],
  ];
  for (const [what, fault, failure] of cases) {
    it(`${what}: ${failure}`, () =>
      faulty(fault, (_, ended) => {
        assert.equal(ended.data.failure, failure, JSON.stringify(ended.data));
      }));
  }

  it("prints 1 GB: it is ended at its limit, and what is kept is bounded", () =>
    faulty(
      {
        script: `yes abcdefghijklmnopqrstuvwxyz0123456789 | head -c 1000000000\n${says("BUILDER_COMPLETE")}`,
        builder: "output_bytes = 1000000\n",
      },
      (workspace, ended) => {
        assert.equal(ended.data.failure, "output_limit");
        const stdout = workspace.path("millrace-agents/runs/build-1/1.1/stdout.txt");
        assert.ok(statSync(stdout).size <= 1_100_000, `${statSync(stdout).size} bytes`);
      },
    ));

  it("F21: is a program that does not exist: tried again a bounded number of times, then blocked with its name", () => missingProgram());
});

async function missingProgram(): Promise<void> {
  const config = '[limits]\nbackoff_seconds = 0\n[stages.builder]\nrunner = "command"\nargv = ["./no-such-agent"]\n';
  await inWorkspace({ config }, async (workspace) => {
    await workspace.must(["add-task", "Build"]);
    await workspace.must(["start", "--once"], { code: 6 });
    const ended = workspace.events().filter(({ type, attempt }) => type === "attempt.ended" && attempt?.startsWith("build-1.1."));
    assert.deepEqual(
      ended.map(({ data }) => data.failure),
      ["spawn_failed", "spawn_failed", "spawn_failed"],
    );
    assert.match(String(ended[0]?.data.detail), /could not be started/);
  });
}

describe("a stage that fights its supervision", () => {
  const ok = (script: string): Fault => ({ script: `${script}\n${says("BUILDER_COMPLETE")}`, check: "false" });

  it("forks, leaves its group and its session, and loses its parents: nothing outlives it", () =>
    faulty(
      ok("for n in 1 2 3; do ( setsid nohup sh -c 'trap \"\" TERM HUP; while :; do sleep 0.1; done' >/dev/null 2>&1 & ) ; done\nsleep 0.3"),
      (_, ended) => {
        assert.equal(ended.data.claimed, "BUILDER_COMPLETE");
      },
    ));

  it("keeps its output open in the background: the stage ends all the same", () =>
    faulty(ok("setsid sleep 300 &"), (_, ended) => {
      assert.equal(ended.data.failure, null);
      assert.ok(Number(ended.data.millis) < 20_000);
    }));

  it("kills its own supervisor: the attempt is lost and counted, and nothing is left", () =>
    inWorkspace({ config: "[limits]\ninterruptions_per_visit = 1\n" }, async (workspace) => {
      await workspace.must(["add-task", "Mutiny", "--run", "echo $MILLRACE_ATTEMPT >> ran.txt; kill -9 $PPID; sleep 30"]);
      await workspace.must(["start", "--once"], { code: 6 });
      assert.deepEqual(workspace.lines("ran.txt"), ["mutiny-1.1.1", "mutiny-1.1.2"]);
      const lost = workspace.events().filter(({ type }) => type === "attempt.lost");
      assert.deepEqual(
        lost.map(({ data }) => data.failure),
        ["supervisor_lost", "supervisor_lost"],
      );
      await workspace.quiet(1000);
    }));

  it("suspends its own supervisor: an operator still ends it", () =>
    inWorkspace({ config: "[stage_defaults]\ngrace_seconds = 1\n" }, async (workspace) => {
      await workspace.must(["add-task", "Freeze", "--run", "sleep 0.5; kill -STOP $PPID; sleep 60"]);
      const call = workspace.start(["start", "--once"], { timeout: 100_000 });
      await workspace.event("the attempt runs", ({ type }) => type === "attempt.started");
      await new Promise((resume) => setTimeout(resume, 1500));
      call.child.kill("SIGINT");
      const { code } = await call.ended;
      assert.equal(code, 130);
      await workspace.quiet(1000);
    }));

  it("deletes its attempt's directory: the attempt is accounted for, and the run goes on to an end", () =>
    inWorkspace({ config: "[limits]\ninterruptions_per_visit = 1\n" }, async (workspace) => {
      await workspace.must(["add-task", "Erase", "--run", 'rm -rf "$MILLRACE_ATTEMPT_DIR"']);
      const { code } = await workspace.run(["start", "--once"], { timeout: 90_000 });
      assert.ok(code === 0 || code === 6, `exit ${code}`);
      await workspace.must(["replay", "--verify"]);
      await workspace.quiet(1000);
    }));

  it("points its result at another file: nothing outside its directory is read as an artifact", () =>
    inWorkspace({ config: '[stages.builder]\nrunner = "command"\nargv = ["sh", "agent.sh"]\n' }, async (workspace) => {
      workspace.write(
        "agent.sh",
        `ln -s /etc/hostname "$MILLRACE_ATTEMPT_DIR/name.txt"\necho '{"schema":"millrace.stage-result.v1","terminal":"BUILDER_COMPLETE","artifacts":["name.txt","../../../../../../etc/passwd"]}' > "$MILLRACE_RESULT"\n`,
      );
      await workspace.must(["add-task", "Peek"]);
      await workspace.must(["start", "--once"], { code: 6 });
      const ended = workspace.events().find(({ type }) => type === "attempt.ended");
      assert.equal(ended?.data.failure, "output_missing");
      assert.ok(!JSON.stringify(ended?.data.artifacts).includes("name.txt"));
    }));

  it("puts bytes that are no text, escapes and a megabyte of summary into its result: they are shown as data", () =>
    inWorkspace({ config: '[stages.builder]\nrunner = "command"\nargv = ["sh", "agent.sh"]\n' }, async (workspace) => {
      workspace.write(
        "agent.sh",
        `printf '\\377\\376\\033[2J\\033]0;title\\007\\000\\n'\nprintf '{"schema":"millrace.stage-result.v1","terminal":"BUILDER_COMPLETE","summary":"\\\\u001b[31mred %s"}' "$(head -c 100000 /dev/zero | tr '\\0' x)" > "$MILLRACE_RESULT"\n`,
      );
      await workspace.must(["add-task", "Paint"]);
      const { err } = await workspace.must(["start", "--once"]);
      const shown = [err];
      for (const args of [["runs", "show", "paint-1"], ["runs", "tail", "paint-1"], ["why", "paint-1"], ["logs"], ["status"]])
        shown.push((await workspace.must(args)).out);
      for (const text of shown) assert.ok(!text.includes("\u001b"), JSON.stringify(text.slice(0, 200)));
      const ended = workspace.events().find(({ type }) => type === "attempt.ended");
      assert.ok(String(ended?.data.summary).length < 5000);
    }));
});
