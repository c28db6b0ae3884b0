import assert from "node:assert/strict";
import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { craftLine } from "../support/e2e/craft-line.ts";
import { inWorkspace, type MakeOptions, type Workspace } from "../support/e2e/workspace.ts";

/** A workspace with one finished task and two that wait. */
async function withHistory(use: (workspace: Workspace) => Promise<void>, options: MakeOptions = {}): Promise<void> {
  await inWorkspace(options, async (workspace) => {
    await workspace.must(["add-task", "Done", "--run", "echo x > done.txt", "--check", "test -s done.txt", "--body", "Grüße, 世界"]);
    await workspace.must(["start", "--once"]);
    await workspace.must(["add-task", "Next", "--run", "echo y > next.txt"]);
    await workspace.must(["add-task", "Later", "--depends-on", "next"]);
    await use(workspace);
  });
}

const READS = [["status"], ["queue", "ls"], ["queue", "show", "done"], ["runs", "ls"], ["runs", "show", "done-1"], ["logs"], ["attention"]];

/** Every file below a directory with its bytes. */
function files(workspace: Workspace, directory: string): Record<string, string> {
  const all = readdirSync(workspace.path(directory), { recursive: true, encoding: "utf8" });
  const found = all.filter((name) => statSync(workspace.path(directory, name)).isFile()).sort();
  return Object.fromEntries(found.map((name) => [name, readFileSync(workspace.path(directory, name), "base64")]));
}

describe("F5: a torn end of the log", () => {
  const torn: [string, (segment: string) => void][] = [
    ["half a line", (segment) => appendFileSync(segment, '{"v":1,"seq":9999,"batch":[1,1],"ti')],
    ["a line cut in the middle", (segment) => truncateSync(segment, statSync(segment).size - 37)],
    ["a garbled last line", (segment) => garbleLast(segment)],
    ["a block of zeros", (segment) => appendFileSync(segment, Buffer.alloc(4096))],
    ["bytes that are no text", (segment) => appendFileSync(segment, Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0xc3, 0x28, 0x0a]))],
  ];
  for (const [what, damage] of torn) {
    it(`${what} is told, moved aside and never lost, and work goes on`, () =>
      withHistory(async (workspace) => {
        const { segment } = workspace;
        damage(segment);
        for (const args of READS) await workspace.must(args);
        await workspace.must(["log", "verify"]);
        const { findings } = await workspace.json<{ findings: { code: string; level: string; what: string }[] }>(["doctor"]);
        assert.match(findings.find(({ code }) => code === "log")?.what ?? "", /bytes/);
        await workspace.must(["start", "--once"]);
        assert.ok(workspace.has("next.txt"));
        assert.equal(workspace.list("millrace-agents/log/cut").length, 1);
        assert.ok(workspace.events().some(({ type }) => type === "log.repaired"));
        await workspace.must(["log", "verify"]);
        await workspace.must(["replay", "--verify"]);
      }));
  }
});

function garbleLast(segment: string): void {
  const bytes = readFileSync(segment);
  const start = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
  bytes.fill("x", start + 20, start + 60);
  writeFileSync(segment, bytes);
}

describe("one changed byte in the middle of the log", () => {
  it("is refused with 9, its offset and the name of the repair; reading tells how far it is known; the repair keeps the old log", () =>
    withHistory(async (workspace) => {
      const { segment } = workspace;
      const bytes = readFileSync(segment);
      const lines = bytes.toString("latin1").split("\n");
      const target = lines.findIndex((line) => line.includes('"attempt.started"'));
      const offset = lines.slice(0, target).join("\n").length + 1;
      bytes[offset + 100] = (bytes[offset + 100] ?? 0) ^ 1;
      writeFileSync(segment, bytes);

      for (const args of [
        ["start", "--once"],
        ["add-task", "More"],
      ]) {
        const { err } = await workspace.must(args, { code: 9 });
        assert.match(err, new RegExp(`\\b${offset}\\b`), `${args[0]} names the offset ${offset}`);
        assert.match(err, /log repair/);
      }
      const { error } = await workspace.json<{ error: { code: string; fix: string } }>(["start", "--once"], { code: 9 });
      assert.equal(error.code, "log.corrupt");
      await workspace.must(["log", "verify"], { code: 9 });
      await workspace.must(["doctor"], { code: 9 });
      for (const args of [["status"], ["queue", "ls"], ["logs"], ["runs", "ls"]]) await workspace.must(args);
      assert.equal(readFileSync(segment, "base64"), bytes.toString("base64"), "nobody wrote to it");

      await workspace.must(["log", "repair"]);
      assert.equal(readFileSync(segment, "base64"), bytes.toString("base64"), "without --apply it only says");
      const report = await workspace.json<{ lastGood: number; kept: string }>(["log", "repair", "--apply"]);
      assert.equal(report.lastGood, target);
      assert.ok(
        workspace.list("millrace-agents").some((name) => name === report.kept) ||
          workspace.has(report.kept) ||
          workspace.has(join("millrace-agents", report.kept)),
      );
      await workspace.must(["log", "verify"]);
      await workspace.must(["start", "--once"]);
      await workspace.must(["log", "verify"]);
      await workspace.must(["replay", "--verify"]);
    }));

  it("is found wherever it is: no byte of a settled line can change unseen", () =>
    withHistory(async (workspace) => {
      const { segment } = workspace;
      const whole = readFileSync(segment);
      for (let round = 0; round < 12; round++) {
        const at = Math.floor(((round + 0.5) / 12) * whole.length * 0.8);
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (round % 8));
        writeFileSync(segment, bytes);
        await workspace.must(["log", "verify"], { code: 9 });
      }
      writeFileSync(segment, whole);
      await workspace.must(["log", "verify"]);
    }));
});

describe("what is derived from the log", () => {
  it("F4: is rebuilt when it is deleted: documents byte for byte, state, index and snapshots", () =>
    withHistory(async (workspace) => {
      const before = files(workspace, "millrace-agents/tasks");
      const state = ["runtime_snapshot.json", "recovery_counters.json", "compiled_plan.json"];
      for (const name of ["tasks", "state", "runs", "log/snapshots", "mailbox"])
        rmSync(workspace.path("millrace-agents", name), { recursive: true, force: true });
      for (const args of READS) await workspace.must(args);
      await workspace.must(["start", "--once", "--max-stages", "1"]);
      await workspace.must(["cancel", "next"]);
      const after = files(workspace, "millrace-agents/tasks");
      for (const name of ["done/done.md", "queue/later.md"]) assert.equal(after[name], before[name], name);
      for (const name of state) assert.ok(workspace.has(`millrace-agents/state/${name}`), name);
      await workspace.must(["log", "verify"]);
    }));

  for (const git of [false, true]) {
    it(`is not missed by a run that is under way, ${git ? "with" : "without"} git`, () =>
      withHistory(
        async (workspace) => {
          await workspace.must(["start", "--once", "--max-stages", "1"]);
          rmSync(workspace.path("millrace-agents/state"), { recursive: true });
          rmSync(workspace.path("millrace-agents/tasks"), { recursive: true });
          await workspace.must(["start", "--once"]);
          assert.deepEqual(workspace.list("millrace-agents/tasks/done"), ["done.md", "next.md"]);
        },
        { git },
      ));
  }

  it("F4: is taken from the log again when it was garbled", () =>
    withHistory(async (workspace) => {
      const before = files(workspace, "millrace-agents/tasks");
      for (const name of readdirSync(workspace.path("millrace-agents/state"), { recursive: true, encoding: "utf8" })) {
        const path = workspace.path("millrace-agents/state", name);
        if (statSync(path).isFile()) writeFileSync(path, "garbage \0 {");
      }
      for (const args of READS) await workspace.must(args);
      await workspace.must(["pause"]);
      await workspace.must(["resume"]);
      for (const args of READS) await workspace.must(args);
      await workspace.must(["start", "--once"]);
      assert.equal(files(workspace, "millrace-agents/tasks")["done/done.md"], before["done/done.md"]);
    }));

  it("does without the folder of the owner: the next owner makes it anew", () =>
    withHistory(async (workspace) => {
      rmSync(workspace.path("millrace-agents/.owner"), { recursive: true });
      await workspace.must(["status"]);
      await workspace.must(["start", "--once"]);
    }));
});

describe("a log from a newer version", () => {
  it("F29: is read as far as it is known and says so; nothing is written to it", () =>
    withHistory(async (workspace) => {
      const { segment } = workspace;
      craftLine(segment, "world.ended", { how: "quietly" });
      const bytes = readFileSync(segment, "base64");
      for (const args of [
        ["start", "--once"],
        ["add-task", "More"],
      ]) {
        const { err } = await workspace.must(args, { code: 1 });
        assert.match(err, /world\.ended/);
      }
      for (const args of [["status"], ["queue", "ls"], ["logs"]]) await workspace.must(args);
      const status = await workspace.json<{ log: { problem: { code: string } | null } }>(["status"]);
      assert.equal(status.log.problem?.code, "log.newer");
      assert.equal(readFileSync(segment, "base64"), bytes);
    }));
});

describe("files that cannot be used", () => {
  it("directories, links to nowhere and rubbish where files are expected stop neither reading nor work", () =>
    withHistory(async (workspace) => {
      for (const folder of ["mailbox/incoming", "mailbox/processed", "tasks/queue", "runs", "state", "log/cut", "log/snapshots"]) {
        rmSync(workspace.path("millrace-agents", folder), { recursive: true, force: true });
        workspace.write(join("millrace-agents", folder, "dir.json/inner"), "");
        workspace.write(join("millrace-agents", folder, "dir.md/inner"), "");
        workspace.write(join("millrace-agents", folder, "rubbish.json"), "\0{[");
        workspace.write(join("millrace-agents", folder, "rubbish.md"), Buffer.from([0xff, 0x00, 0x80]));
      }
      for (const args of [...READS, ["log", "verify"]]) await workspace.must(args);
      const { code } = await workspace.run(["doctor"]);
      assert.ok(code === 0 || code === 1);
      await workspace.must(["add-task", "More"]);
      await workspace.must(["start", "--once"]);
      assert.ok(workspace.has("next.txt"));
    }));

  it("a deleted attempt's output is said to be gone", () =>
    withHistory(async (workspace) => {
      rmSync(workspace.path("millrace-agents/runs/done-1"), { recursive: true });
      await workspace.must(["runs", "show", "done-1"]);
      await workspace.must(["run-provenance", "done-1"]);
      const { code, err } = await workspace.run(["runs", "tail", "done-1"]);
      assert.ok(code === 0 || code === 3, `${code} ${err}`);
      assert.doesNotMatch(err, /fault of Millrace/);
    }));
});
