import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import process from "node:process";
import { describe, it } from "@std/testing/bdd";
import { startDaemon } from "../support/e2e/daemon.ts";
import { until } from "../support/e2e/until.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

/** Three levels, each in a session of its own, deaf to TERM and with its output closed. */
const DEEP = [
  `setsid sh -c 'trap "" TERM HUP; setsid sh -c "trap : TERM; setsid sleep 600 & sleep 600" & sleep 600' > /dev/null 2>&1 &`,
  "touch up.txt; sleep 600",
].join("\n");

interface Status {
  owner: { pid: number } | null;
  crashed: boolean;
  lifecycle: string;
  runs: { attempt: { id: string; pid: number | null } | null }[];
}

const supervisorOf = (workspace: Workspace, attempt: string): number =>
  Number(workspace.events().find((event) => event.type === "attempt.started" && event.attempt === attempt)?.data.pid);

describe("incidents that must not come back", () => {
  it("F11: an item that spends and spends is stopped at its money, and the queue goes on past it; the day's money stops all", () =>
    inWorkspace({}, async (workspace) => {
      const result = { schema: "millrace.stage-result.v1", usage: { input: 9, cached: 0, output: 1, reasoning: 0, costUsd: 2 } };
      const said = JSON.stringify({ ...result, terminal: "TERMINAL" });
      // A worker that is asked for one item fails for ever, for the other it does its work; each attempt costs two dollars.
      workspace.write(
        "worker.sh",
        `t=$(grep -o '"successTerminal":"[A-Z_]*"' "$MILLRACE_REQUEST" | cut -d'"' -f4)\ngrep -q '"run":"poison' "$MILLRACE_REQUEST" && t=BLOCKED\necho '${said}' | sed "s/TERMINAL/$t/" > "$MILLRACE_RESULT"\n`,
      );
      const config = '[runtime]\nmode = "default_command"\n[runners.command]\nargv = ["sh", "worker.sh"]\n';
      workspace.write("millrace.toml", `${config}[limits]\nusd_per_item = 6\nusd_per_day = 14\n`);
      for (const id of ["poison", "good", "late"]) await workspace.must(["add-task", id, "--id", id]);
      const daemon = await startDaemon(workspace);
      const finished = (item: string) => workspace.event(item, ({ type, subject }) => type === "run.finished" && subject === item);
      assert.equal((await finished("poison")).data.reason, "usd_per_item");
      assert.equal((await finished("good")).data.outcome, "done");
      await until("the day's money is used up", async () => {
        const { budget } = await workspace.json<{ budget: { usdToday: number } }>(["status"]);
        return budget.usdToday >= 14;
      });
      const { attention } = await workspace.json<{ attention: { subject: string; command: string }[] }>(["attention"], { code: 6 });
      assert.deepEqual(
        attention.map(({ subject, command }) => [subject, command]),
        [
          ["budget", "millrace config set limits.usd_per_day 28"],
          ["poison", "millrace unblock poison --reset"],
        ],
      );
      const spent = workspace.events().filter(({ type }) => type === "attempt.ended");
      assert.equal(spent.length, 7, "3 for the one, 3 for the other, and then the day is over");
      await workspace.must(["stop"]);
      await daemon.ended;
      await workspace.must(["start", "--once"], { code: 7 });
      await workspace.must(["replay", "--verify"]);
    }));

  it("F12: a daemon and its supervisor die by SIGKILL over a tree of depth three: the next owner finds every survivor within 5 s", () =>
    inWorkspace({ config: "[limits]\ninterruptions_per_visit = 0\n" }, async (workspace) => {
      await workspace.must(["add-task", "Deep", "--id", "deep", "--run", DEEP]);
      const daemon = await startDaemon(workspace);
      await until("the tree is up", () => workspace.has("up.txt"));
      await workspace.event("it is known to run", ({ type }) => type === "attempt.started");
      for (const pid of [daemon.pid, supervisorOf(workspace, "deep-1.1.1")]) process.kill(pid, "SIGKILL");
      await daemon.ended;
      assert.ok(workspace.living().length >= 4, "the tree outlives its owner, as it may");
      const { code } = await workspace.run(["start", "--once"]);
      assert.equal(code, 6, "the visit's interruptions are used up");
      await workspace.quiet(5000);
      assert.equal(workspace.events().find(({ type }) => type === "attempt.lost")?.data.failure, "supervisor_lost");
    }));

  it("F13: nothing dead is shown as running: not a killed owner, nor one whose number another process has now", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Wait", "--run", "touch up.txt; until [ -e go.txt ]; do sleep 0.1; done"]);
      const daemon = await startDaemon(workspace);
      await until("the stage is up", () => workspace.has("up.txt"));
      process.kill(daemon.pid, "SIGKILL");
      await daemon.ended;
      const holder = JSON.parse(workspace.read("millrace-agents/.owner/holder.json")) as Record<string, unknown>;
      const dead = await workspace.json<Status>(["status"]);
      assert.deepEqual([dead.owner, dead.crashed, dead.lifecycle], [null, true, "stopped"]);
      // The number lives on in another process, which started at another time.
      workspace.write("millrace-agents/.owner/holder.json", JSON.stringify({ ...holder, pid: process.pid }));
      const reused = await workspace.json<Status>(["status"]);
      assert.deepEqual([reused.owner, reused.crashed], [null, true]);
      workspace.write("go.txt", "");
      await workspace.must(["start", "--once"]);
    }));

  it("F20: a worker that was killed is not shown as working: status has its next attempt at once", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Work", "--id", "work", "--run", "touch up.txt; until [ -e go.txt ]; do sleep 0.1; done"]);
      await startDaemon(workspace);
      await until("the stage is up", () => workspace.has("up.txt"));
      await workspace.event("it is known to run", ({ type }) => type === "attempt.started");
      const [worker] = workspace.living().filter(({ command }) => command.includes("until [ -e go.txt ]"));
      for (const pid of [worker?.pid ?? 0, supervisorOf(workspace, "work-1.1.1")]) process.kill(pid, "SIGKILL");
      await workspace.event("it is known to be lost", ({ type }) => type === "attempt.lost", 5000);
      const { runs } = await workspace.json<Status>(["status"]);
      assert.notEqual(runs[0]?.attempt?.id, "work-1.1.1");
      workspace.write("go.txt", "");
      await workspace.event("it is done", ({ type }) => type === "run.finished");
      await workspace.must(["stop"]);
    }));

  it("F24: doctor answers whichever single file is missing, or is a directory", () =>
    inWorkspace({ git: true }, async (workspace) => {
      await workspace.must(["add-task", "Do", "--run", "echo x > x.txt", "--check", "test -s x.txt"]);
      await workspace.must(["start", "--once"]);
      const files = [
        "millrace.toml",
        "millrace-agents/log/000000000001.jsonl",
        "millrace-agents/.owner/lock.db",
        "millrace-agents/baseline.json",
        "millrace-agents/tasks/done/do.md",
        "millrace-agents/runs/do-1/1.1/request.json",
        ...workspace.list("millrace-agents/state").map((name) => `millrace-agents/state/${name}`),
        "millrace-agents/state",
        "millrace-agents/tasks",
        "millrace-agents/log/blobs",
        ".git/HEAD",
        ".git/index",
      ];
      for (const file of files) {
        for (const how of ["missing", "a directory"]) {
          const kept = workspace.path("..", "kept");
          rmSync(kept, { recursive: true, force: true });
          if (!workspace.has(file)) continue;
          renameSync(workspace.path(file), kept);
          if (how === "a directory") mkdirSync(workspace.path(file, "x"), { recursive: true });
          const { code, out, err } = await workspace.run(["doctor"]);
          assert.ok(/^ok +runtime/m.test(out) && !/cli\.internal/.test(err), `${file}, ${how}: exit ${code}\n${out}\n${err}`);
          rmSync(workspace.path(file), { recursive: true, force: true });
          renameSync(kept, workspace.path(file));
        }
      }
      assert.equal((await workspace.run(["doctor"])).code, 0);
    }));

  it("F27: no text of an item or of an agent reaches a shell or leaves the workspace by its name", () =>
    inWorkspace(
      { git: true, config: '[delivery]\nkind = "commit"\n[stages.builder]\nrunner = "command"\nargv = ["sh", "agent.sh"]\n' },
      async (workspace) => {
        const evil = 'x"; touch pwned; $(touch pwned) `touch pwned` \'y\' && rm -rf ""/* --force -c core.pager=touch';
        workspace.write(
          "agent.sh",
          [
            "echo done > work.txt",
            "cat > \"$MILLRACE_RESULT\" <<'JSON'",
            JSON.stringify({ schema: "millrace.stage-result.v1", terminal: "BUILDER_COMPLETE", summary: evil, artifacts: [] }),
            "JSON",
          ].join("\n"),
        );
        const { item } = await workspace.json<{ item: string }>(["add-task", evil, "--check", "test -s work.txt"]);
        assert.match(item, /^[a-z0-9-]+$/);
        await workspace.must(["start", "--once"]);
        assert.equal(workspace.git("log", "-1", "--format=%s").trim(), evil);
        for (const id of ["../out", "/etc/x", "a/../../b", "-rf", ".."]) {
          const { code } = await workspace.run(["add-task", "t", `--id=${id}`]);
          assert.equal(code, 2, `the id ${id}`);
        }
        workspace.write("millrace-agents/tasks/queue/jail.md", '+++\nkind = "task"\nid = "../../../pwned"\ntitle = "Out"\n+++\n');
        await workspace.run(["start", "--once"]);
        for (const place of ["pwned", "../pwned", "millrace-agents/pwned.md", "../pwned.md"]) assert.ok(!workspace.has(place), place);
        assert.ok(workspace.has("README.md"));
      },
    ));
});
