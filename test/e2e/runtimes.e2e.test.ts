import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import process from "node:process";
import { describe, it } from "@std/testing/bdd";
import { KILL_CONFIG, killRounds } from "../support/e2e/kill-rounds.ts";
import { deno, type Runtime } from "../support/e2e/program.ts";
import { until } from "../support/e2e/until.ts";
import { inWorkspace } from "../support/e2e/workspace.ts";

const NO_DENO = { ignore: deno() === null };
const FIX = ["--run", "echo broken > out.txt", "--check", "grep -q fixed out.txt", "--fix", "echo fixed >> out.txt"];

describe("Bun and Deno on the same workspace", () => {
  it("take turns at every stage of one run", NO_DENO, () =>
    inWorkspace({ git: true }, async (workspace) => {
      const turns: Runtime[] = ["deno", "bun", "deno", "bun", "deno"];
      await workspace.must(["add-task", "Mend", ...FIX], { runtime: "deno" });
      for (const runtime of turns) await workspace.must(["start", "--once", "--max-stages", "1"], { runtime });
      assert.deepEqual(workspace.list("millrace-agents/tasks/done"), ["mend.md"]);
      for (const runtime of ["bun", "deno"] as const) {
        await workspace.must(["log", "verify"], { runtime });
        await workspace.must(["replay", "--verify"], { runtime });
      }
      const answers = await Promise.all(
        (["bun", "deno"] as const).map((runtime) => workspace.json(["queue", "show", "mend"], { runtime })),
      );
      assert.deepEqual(answers[0], answers[1]);
    }),
  );

  for (const [first, second] of [
    ["bun", "deno"],
    ["deno", "bun"],
  ] as const) {
    it(`${second} adopts the stage of a start under ${first} that was killed`, NO_DENO, () =>
      inWorkspace({}, async (workspace) => {
        await workspace.must([
          "add-task",
          "Slow",
          "--run",
          "echo $MILLRACE_ATTEMPT >> ran.txt; touch up.txt; until [ -e go.txt ]; do sleep 0.05; done",
        ]);
        const call = workspace.start(["start", "--once"], { runtime: first });
        await until("the stage is up", () => workspace.has("up.txt"));
        const locked = await workspace.must(["start", "--once"], { runtime: second, code: 5 });
        assert.match(locked.err, new RegExp(`\\b${call.pid}\\b`));
        process.kill(call.pid, "SIGKILL");
        await call.ended;
        const next = workspace.start(["start", "--once"], { runtime: second });
        await until("the next owner", () => workspace.events().filter(({ type }) => type === "owner.acquired").length >= 3);
        workspace.write("go.txt", "");
        const { code, err } = await next.ended;
        assert.equal(code, 0, err);
        assert.deepEqual(workspace.lines("ran.txt"), ["slow-1.1.1"]);
        await workspace.quiet();
      }),
    );
  }

  it("lose and double nothing when they are killed in turn at random moments", NO_DENO, () =>
    inWorkspace({ config: KILL_CONFIG }, async (workspace) => {
      await killRounds(workspace, { tasks: 2, seed: Math.floor(Math.random() * 1e9), victims: "owner", runtimes: ["deno", "bun"] });
      await workspace.quiet();
      await workspace.must(["replay", "--verify"]);
    }),
  );

  it("Deno stops the whole tree of processes on SIGINT, and Bun carries on", NO_DENO, () =>
    inWorkspace({ config: "[stage_defaults]\ngrace_seconds = 1\n" }, async (workspace) => {
      await workspace.must(["add-task", "Stay", "--run", "(setsid sleep 100 &) ; touch up.txt; [ -e calm.txt ] || sleep 100"]);
      const call = workspace.start(["start", "--once"], { runtime: "deno" });
      await until("the stage is up", () => workspace.has("up.txt"));
      process.kill(call.pid, "SIGINT");
      assert.equal((await call.ended).code, 130);
      await workspace.quiet(1000);
      workspace.write("calm.txt", "");
      await workspace.must(["start", "--once"]);
    }),
  );
});

describe("the shim that init leaves", () => {
  it("runs the same Millrace from the workspace, also below it, under Bun and Deno", () =>
    inWorkspace({ runtime: "bun" }, async (workspace) => {
      workspace.write("below/here.txt", "");
      const programs = [[process.execPath, "millrace.ts"], ...(deno() ? [[deno() ?? "", "run", "-A", "millrace.ts"]] : [])];
      for (const [number, [file = "", ...args]] of programs.entries()) {
        const options = { cwd: workspace.root, env: { ...workspace.env }, encoding: "utf8" } as const;
        const added = spawnSync(file, [...args, "add-task", `Task ${number}`, "--run", "true"], options);
        assert.equal(added.status, 0, added.stderr);
        const started = spawnSync(file, [...args, "start", "--once"], options);
        assert.equal(started.status, 0, started.stderr);
        assert.equal(spawnSync(file, [...args, "start", "--once"], options).status, 10);
      }
      await workspace.must(["status"], { cwd: workspace.path("below") });
    }));
});
