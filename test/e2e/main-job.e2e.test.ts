import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { inWorkspace, streamOf, type Workspace } from "../support/e2e/workspace.ts";

const FIXED = ["--run", "echo broken > out.txt", "--check", "grep -q fixed out.txt", "--fix", "echo fixed >> out.txt"];

/** The stages that a run went through, with their effective terminals. */
function course(workspace: Workspace): string[] {
  return workspace
    .events()
    .filter(({ type }) => type === "run.moved" || type === "run.concluded")
    .map(({ data }) => `${data.from} ${data.effective}`);
}

describe("start --once", () => {
  it("drives a task whose check fails through fixer and doublechecker to done, as NDJSON that ends in one result", () =>
    inWorkspace({ runtime: "bun" }, async (workspace) => {
      const added = await workspace.json(["add-task", "Mend it", ...FIXED]);
      assert.equal(added.item, "mend-it");
      const { code, out } = await workspace.run(["start", "--once", "--json"]);
      assert.equal(code, 0);
      const lines = streamOf(out);
      assert.deepEqual(
        lines.map(({ type }) => type).filter((type) => type === "result"),
        ["result"],
      );
      assert.equal(lines.at(-1)?.type, "result");
      assert.equal(lines.at(-1)?.outcome, "done");
      assert.deepEqual(course(workspace), [
        "builder BUILDER_COMPLETE",
        "checker FIX_NEEDED",
        "fixer FIXER_COMPLETE",
        "doublechecker DOUBLECHECK_PASS",
        "updater UPDATE_COMPLETE",
      ]);
      assert.deepEqual(workspace.lines("out.txt"), ["broken", "fixed"]);
      assert.deepEqual(workspace.list("millrace-agents/tasks/done"), ["mend-it.md"]);
      assert.deepEqual(workspace.list("millrace-agents/tasks/active"), []);
      const told = lines.filter(({ type }) => type === "event").map(({ event }) => event?.seq ?? 0);
      assert.deepEqual(
        told,
        [...told].sort((a, b) => a - b),
      );
      await workspace.quiet();
    }));

  it("writes progress to stderr and only data to stdout", () =>
    inWorkspace({ runtime: "bun" }, async (workspace) => {
      await workspace.must(["add-task", "Mend it", ...FIXED]);
      const { out, err } = await workspace.must(["start", "--once"]);
      assert.match(err, /fixer/);
      assert.doesNotMatch(out, /\[/, "no colours on a pipe");
      for (const args of [
        ["replay", "--verify"],
        ["log", "verify"],
        ["doctor"],
        ["queue", "ls"],
        ["runs", "show", "mend-it-1"],
        ["why", "mend-it-1"],
      ])
        await workspace.must([...args, "--json"]);
    }));

  it("ends with 10 when there is nothing to do, 2 for bad usage, 3 for what is not there", () =>
    inWorkspace({ runtime: "bun" }, async (workspace) => {
      await workspace.must(["start", "--once"], { code: 10 });
      const nothing = await workspace.json<{ type: string; error: { code: string } }>(["start", "--once"], { code: 10 });
      assert.equal(nothing.type, "result");
      assert.equal(nothing.error.code, "item.none-ready");
      await workspace.must(["start"], { code: 2 });
      await workspace.must(["start", "--once", "--max-stages", "0"], { code: 2 });
      await workspace.must(["start", "--once", "--max-stages", "many"], { code: 2 });
      await workspace.must(["start", "--onec"], { code: 2 });
      await workspace.must(["strat"], { code: 2 });
      await workspace.must(["start", "--once", "--item", "nobody"], { code: 3 });
      await workspace.must(["queue", "show", "nobody"], { code: 3 });
      await workspace.must(["runs", "show", "nobody-1"], { code: 3 });
      await workspace.must(["status", "--workspace", "/nonexistent"], { code: 3 });
    }));

  it("ends with 6 when the work is blocked, and says how to go on", () =>
    inWorkspace({ runtime: "bun" }, async (workspace) => {
      await workspace.must(["add-task", "Hopeless", "--check", "false", "--fix", "true"]);
      const { out } = await workspace.must(["start", "--once", "--json"], { code: 6 });
      assert.equal(streamOf(out).at(-1)?.outcome, "blocked");
      assert.deepEqual(workspace.list("millrace-agents/tasks/blocked"), ["hopeless.md"]);
      const { attention } = await workspace.json<{ attention: { command: string }[] }>(["status"]);
      assert.match(attention[0]?.command ?? "", /unblock hopeless/);
      await workspace.must(["unblock", "hopeless"]);
      await workspace.must(["start", "--once"], { code: 6 });
      await workspace.quiet();
    }));

  it("ends with 7 when the attempts of the day are used up, launches nothing more, and carries on once there are more", () =>
    inWorkspace({ runtime: "bun", config: "[limits]\nattempts_per_day = 2\n" }, async (workspace) => {
      await workspace.must(["add-task", "Mend it", ...FIXED]);
      await workspace.must(["start", "--once"], { code: 7 });
      await workspace.must(["start", "--once"], { code: 7 });
      assert.equal(workspace.events().filter(({ type }) => type === "attempt.requested").length, 2);
      workspace.write("millrace.toml", "");
      await workspace.must(["start", "--once"]);
      assert.deepEqual(workspace.lines("out.txt"), ["broken", "fixed"]);
    }));

  it("--max-stages ends after so many stages, and the next start carries on with the same run", () =>
    inWorkspace({ runtime: "bun" }, async (workspace) => {
      await workspace.must(["add-task", "Mend it", ...FIXED]);
      for (const expected of [1, 2, 3, 4]) {
        const { out } = await workspace.must(["start", "--once", "--max-stages", "1", "--json"]);
        assert.equal(streamOf(out).at(-1)?.outcome, "stages");
        assert.equal(course(workspace).length, expected);
      }
      const { out } = await workspace.must(["start", "--once", "--json"]);
      assert.equal(streamOf(out).at(-1)?.outcome, "done");
      assert.equal(workspace.events().filter(({ type }) => type === "run.started").length, 1);
      assert.deepEqual(workspace.lines("out.txt"), ["broken", "fixed"]);
    }));

  it("--dry-run says what would happen at worst and changes nothing", () =>
    inWorkspace({ runtime: "bun" }, async (workspace) => {
      await workspace.must(["add-task", "Mend it", ...FIXED]);
      const before = workspace.read(workspace.segment.slice(workspace.root.length + 1));
      const preview = await workspace.json<{ preview: { item: string; worstCase: { attempts: number } } }>([
        "start",
        "--once",
        "--dry-run",
      ]);
      assert.equal(preview.preview.item, "mend-it");
      assert.ok(JSON.stringify(preview.preview.worstCase).length > 2);
      assert.equal(workspace.read(workspace.segment.slice(workspace.root.length + 1)), before);
      assert.equal(workspace.has("out.txt"), false);
    }));

  it("honours dependencies: a task is not claimed before those it names are done", () =>
    inWorkspace({ runtime: "bun" }, async (workspace) => {
      const log = (name: string): string[] => ["--run", `echo ${name} >> order.txt`];
      await workspace.must(["add-task", "Third", ...log("third"), "--depends-on", "second", "--priority", "9"]);
      await workspace.must(["add-task", "Second", ...log("second"), "--depends-on", "first", "--priority", "5"]);
      const waiting = await workspace.must(["start", "--once"], { code: 10 });
      assert.match(waiting.err, /first/);
      await workspace.must(["add-task", "First", ...log("first")]);
      for (let time = 0; time < 3; time++) await workspace.must(["start", "--once"]);
      assert.deepEqual(workspace.lines("order.txt"), ["first", "second", "third"]);
      await workspace.must(["start", "--once"], { code: 10 });
    }));

  it("keeps a task waiting whose dependency is blocked", () =>
    inWorkspace({ runtime: "bun" }, async (workspace) => {
      await workspace.must(["add-task", "Bad", "--check", "false"]);
      await workspace.must(["add-task", "Good", "--run", "echo x > good.txt", "--depends-on", "bad"]);
      await workspace.must(["start", "--once"], { code: 6 });
      const { err } = await workspace.must(["start", "--once"], { code: 10 });
      assert.match(err, /"good" waits for "bad"/);
      assert.equal(workspace.has("good.txt"), false);
    }));

  it("F28: gives stages an allow-listed environment, nothing of .env, and keeps secrets out of log and artifacts", () =>
    inWorkspace({ runtime: "bun", config: '[env]\nallow = ["AGENT_KEY"]\n' }, async (workspace) => {
      const secret = "s3cr3t-0123456789abcdef";
      workspace.write(".env", "PROD_DATABASE=postgres://live\n");
      const env = { ...workspace.env, AGENT_KEY: secret, OTHER_TOKEN: "hidden-0123456789" };
      await workspace.must([
        "add-task",
        "Look",
        "--run",
        'echo "$AGENT_KEY" | wc -c > seen.txt; echo "key $AGENT_KEY"; env > env.txt; false',
      ]);
      await workspace.must(["start", "--once"], { env, code: 6 });
      assert.equal(workspace.read("seen.txt").trim(), String(secret.length + 1));
      assert.doesNotMatch(workspace.read("env.txt"), /OTHER_TOKEN|hidden|PROD_DATABASE/);
      assert.doesNotMatch(
        workspace
          .events()
          .map((event) => JSON.stringify(event))
          .join("\n"),
        new RegExp(secret),
      );
    }));
});
