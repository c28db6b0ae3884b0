import assert from "node:assert/strict";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { askSocket, socketOf, startDaemon } from "../support/e2e/daemon.ts";
import { deno } from "../support/e2e/program.ts";
import { until } from "../support/e2e/until.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

const MAIL = "millrace-agents/mailbox";

const envelope = (id: string, command: object): object => ({
  schema: "millrace.command.v1",
  id,
  issuedAt: new Date().toISOString(),
  actor: "operator",
  command,
});

const pause = (source: string): object => ({ type: "moveRuntime", event: "PAUSED", source, reason: null });

async function pauses(workspace: Workspace): Promise<string[]> {
  const status = await workspace.json<{ pauses: { source: string }[] }>(["status"]);
  return status.pauses.map(({ source }) => source);
}

describe("the control socket", () => {
  it("is this user's alone", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      assert.equal(statSync(socketOf(workspace)).mode & 0o777, 0o600);
      assert.equal(statSync(dirname(socketOf(workspace))).mode & 0o777, 0o700);
      await workspace.must(["stop"]);
      await daemon.ended;
      assert.deepEqual(readdirSync(dirname(socketOf(workspace))), []);
    }));

  it("answers a repeated command with its first answer, and carries it out once", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      const body = { commands: [envelope("once", pause("a")), envelope("twice", { type: "removeItem", item: "none", reason: null })] };
      const first = await askSocket(workspace, "POST", "/commands", body);
      const { answers } = JSON.parse(first.body) as { answers: { status: string; code?: string }[] };
      assert.deepEqual(
        answers.map(({ status, code }) => code ?? status),
        ["applied", "item.unknown"],
      );
      const before = workspace.events().filter(({ type }) => type !== "log.marked").length;
      const second = JSON.parse((await askSocket(workspace, "POST", "/commands", body)).body) as typeof answers;
      assert.deepEqual(
        (second as unknown as { answers: { status: string }[] }).answers.map(({ status }) => status),
        ["applied", "rejected"],
      );
      assert.equal(workspace.events().filter(({ type }) => type !== "log.marked").length, before);
      await workspace.must(["stop"]);
      await daemon.ended;
    }));

  it("refuses what only the owner may say, and what is no command", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      for (const body of [
        { commands: [envelope("x", { type: "endedAttempt", run: "r", attempt: "a" })] },
        { commands: [] },
        { commands: [envelope("x", { type: "reload", failure: null })] },
        "nonsense",
      ]) {
        const { status, body: text } = await askSocket(workspace, "POST", "/commands", body);
        assert.equal(status, 400);
        assert.equal((JSON.parse(text) as { error: { code: string } }).error.code, "api.body");
      }
      await workspace.must(["stop"]);
      await daemon.ended;
    }));

  it("is replaced where a killed owner left it", () =>
    inWorkspace({}, async (workspace) => {
      const killed = await startDaemon(workspace);
      killed.child.kill("SIGKILL");
      await killed.ended;
      await workspace.must(["pause"]);
      assert.deepEqual(await pauses(workspace), ["operator"]);
      const daemon = await startDaemon(workspace);
      assert.equal((await askSocket(workspace, "GET", "/status")).status, 200);
      await workspace.must(["stop"]);
      await daemon.ended;
    }));

  it("serves start --once too", () =>
    inWorkspace({}, async (workspace) => {
      await workspace.must(["add-task", "Slow", "--id", "slow", "--run", "sleep 30"]);
      const once = workspace.start(["start", "--once"]);
      await workspace.event("a stage under way", ({ type }) => type === "attempt.started");
      const { body } = await askSocket(workspace, "GET", "/status");
      assert.equal((JSON.parse(body) as { owner: { role: string } }).owner.role, "once");
      await workspace.must(["cancel", "slow"]);
      assert.equal((await once.ended).code, 1);
      await workspace.quiet();
    }));

  it("leaves the mailbox to those whom it does not reach", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      const elsewhere = { env: { ...workspace.env, XDG_RUNTIME_DIR: "/nonexistent" } };
      const asked = performance.now();
      await workspace.must(["pause"], elsewhere);
      assert.ok(performance.now() - asked < 2000, `it took ${performance.now() - asked} ms`);
      assert.deepEqual(await pauses(workspace), ["operator"]);
      await workspace.must(["stop"], elsewhere);
      assert.equal((await daemon.ended).code, 0);
    }));

  if (deno() !== null) {
    it("carries commands between Bun and Deno, either way", () =>
      inWorkspace({}, async (workspace) => {
        for (const [owner, asker] of [
          ["bun", "deno"],
          ["deno", "bun"],
        ] as const) {
          const daemon = await startDaemon(workspace, [], { runtime: owner });
          await workspace.must(["pause", "--source", asker], { runtime: asker });
          assert.ok((await pauses(workspace)).includes(asker));
          assert.deepEqual(workspace.list(`${MAIL}/processed`), []);
          await workspace.must(["stop"], { runtime: asker });
          assert.equal((await daemon.ended).code, 0);
        }
      }));
  }
});

describe("stop, pause and reload", () => {
  it("say so where nothing runs, but a pause holds", () =>
    inWorkspace({}, async (workspace) => {
      for (const command of ["stop", "reload"]) {
        const { error } = await workspace.json<{ error: { code: string } }>([command], { code: 10 });
        assert.equal(error.code, "runtime.not-running");
      }
      await workspace.must(["pause"]);
      assert.deepEqual(await pauses(workspace), ["operator"]);
    }));

  it("reload puts a good edit in force, and refuses a bad one without a change", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      const plan = async () => (await workspace.json<{ plan: { hash: string } }>(["status"])).plan.hash;
      const before = await plan();
      const good = workspace.read("millrace.toml");
      workspace.write("millrace.toml", `${good}\n[[[nonsense`);
      const { error } = await workspace.json<{ error: { code: string } }>(["reload"], { code: 2 });
      assert.equal(error.code, "plan.invalid");
      assert.equal(await plan(), before);
      await workspace.event("the problems", ({ type }) => type === "plan.rejected");
      workspace.write("millrace.toml", `${good}\n[limits]\nruns_per_item = 7\nattempts_per_day = 9\n`);
      await workspace.must(["reload"]);
      await workspace.event("the policy", ({ type, data }) => type === "policy.changed" && JSON.stringify(data).includes("9"));
      await workspace.must(["add-task", "One", "--id", "one", "--run", "touch one"]);
      await workspace.event("the end", ({ type }) => type === "run.finished");
      await workspace.must(["stop"]);
      await daemon.ended;
    }));

  it("reload says how a mode that chooses came to its choice", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      workspace.write("millrace-agents/modes/ours.toml", 'choose = ["default_shell"]\n');
      workspace.write("millrace.toml", `${workspace.read("millrace.toml")}\n[runtime]\nmode = "ours"\n`);
      await workspace.must(["reload"]);
      await workspace.must(["stop"]);
      assert.match((await daemon.ended).err, /Mode "ours" chose default_shell: /);
    }));
});

describe("the mailbox and older envelopes", () => {
  const older = (id: string, command: string, at: string, payload: object = {}): object => ({
    schema_version: "1.0",
    kind: "mailbox_command",
    command_id: id,
    command,
    issued_at: at,
    issuer: "operator-cli",
    payload,
  });
  const drop = (workspace: Workspace, name: string, content: unknown): void =>
    writeFileSync(workspace.path(MAIL, "incoming", `${name}.json`), typeof content === "string" ? content : JSON.stringify(content));
  const gone = (workspace: Workspace) => until("an empty mailbox", () => workspace.list(`${MAIL}/incoming`).length === 0);

  it("are carried out in order of issue, not of their names", () =>
    inWorkspace({}, async (workspace) => {
      drop(workspace, "pause-2", older("pause-2", "pause", "2026-11-20T10:00:02Z"));
      drop(workspace, "resume-1", older("resume-1", "resume", "2026-11-20T10:00:01Z"));
      const daemon = await startDaemon(workspace);
      assert.deepEqual(await pauses(workspace), ["operator"]);
      drop(workspace, "a", older("a", "resume", "2026-11-20T11:00:00"));
      await gone(workspace);
      assert.deepEqual(await pauses(workspace), []);
      drop(workspace, "z", older("pause-2", "pause", "2026-11-20T12:00:00Z"));
      await gone(workspace);
      assert.deepEqual(await pauses(workspace), [], "the repeated id gets its first answer and pauses nothing");
      const receipt = JSON.parse(workspace.read(`${MAIL}/processed/a.json`)) as { disposition: string; result: { status: string } };
      assert.deepEqual([receipt.disposition, receipt.result.status], ["processed", "applied"]);
      drop(workspace, "stop", older("stop", "stop", "2026-11-20T13:00:00Z"));
      assert.equal((await daemon.ended).code, 0);
    }));

  it("add work as it was written, and try the active one again", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      const document = {
        schema_version: "1.0",
        kind: "task",
        task_id: "legacy",
        title: "From an older program",
        summary: "Two\nlines",
        target_paths: ["src"],
        acceptance: ["it is there"],
        required_checks: ["true"],
        references: ["none"],
        risk: ["low"],
        depends_on: [],
        created_at: "2026-11-20T10:00:00Z",
        created_by: "manager",
      };
      drop(workspace, "add", older("add", "add_task", "2026-11-20T10:00:00Z", { document }));
      drop(
        workspace,
        "idea",
        older("idea", "add_idea", "2026-11-20T10:00:01Z", { source_name: "wish.md", markdown: "# A wish\n\nMore.\n" }),
      );
      await gone(workspace);
      const idea = workspace.events().find(({ type, subject }) => type === "item.added" && subject === "wish");
      assert.equal((idea?.data.fields as { title: string } | undefined)?.title, "A wish");
      await workspace.event("its end", ({ type, subject }) => type === "run.finished" && subject === "legacy");
      const added = workspace.events().find(({ type, subject }) => type === "item.added" && subject === "legacy");
      assert.deepEqual((added?.data.fields as { checks: string[]; paths: string[] } | undefined)?.checks, ["true"]);
      assert.match(String(added?.data.document), /^Summary: Two lines$/m);

      await workspace.must(["add-task", "Slow", "--id", "slow", "--run", "test -f again && exit 0; touch again; sleep 30"]);
      await workspace.event("a stage under way", ({ type, subject }) => type === "attempt.started" && subject === "slow");
      await until("the stage at work", () => workspace.has("again"));
      drop(workspace, "retry", older("retry", "retry_active", "2026-11-20T10:00:02Z", { reason: "stuck", scope: "execution" }));
      await workspace.event(
        "its second run",
        ({ type, run, data }) => type === "run.finished" && run === "slow-2" && data.outcome === "done",
      );
      await workspace.must(["stop"]);
      await daemon.ended;
    }));

  it("go to failed with the reason where they mean nothing here", () =>
    inWorkspace({}, async (workspace) => {
      const daemon = await startDaemon(workspace);
      drop(workspace, "broken", "{not json");
      drop(workspace, "unknown", older("unknown", "dance", "2026-11-20T10:00:00Z"));
      drop(workspace, "retry", older("retry", "retry_active", "2026-11-20T10:00:00Z"));
      drop(workspace, "nameless", older("nameless", "add_task", "2026-11-20T10:00:00Z", { document: { title: "No id" } }));
      await gone(workspace);
      assert.deepEqual(workspace.list(`${MAIL}/failed`), ["broken.json", "nameless.json", "retry.json", "unknown.json"]);
      const reason = (name: string): string => JSON.stringify(JSON.parse(workspace.read(`${MAIL}/failed/${name}.json`)));
      assert.match(reason("retry"), /Nothing is active/);
      assert.match(reason("nameless"), /no task_id/);
      assert.match(reason("unknown"), /command/);
      await workspace.must(["stop"]);
      await daemon.ended;
    }));
});
