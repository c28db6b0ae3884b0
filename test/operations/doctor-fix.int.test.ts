import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "@std/testing/bdd";
import { systemProc } from "../../src/kernel/real/proc.ts";
import { type TestWorkspace, testWorkspace } from "./support/test-workspace.ts";

interface Fixed {
  healthy: boolean;
  exit: number;
  repairs: { what: string; done: boolean; note: string | null; command: string | null }[];
  findings: { code: string; level: string }[];
}

/** A workspace with an item that is done, one blocked and one queued. Each test spoils it, and gets it back as it was. */
describe("doctor.fix and health", () => {
  let workspace: TestWorkspace;
  let kept = "";
  const agents = (...names: string[]) => join(workspace.root, "millrace-agents", ...names);
  const fix = async (input = {}) => (await workspace.perform("doctor.fix", input)) as unknown as Fixed;
  const counts = async () => (await workspace.perform("status")).counts;

  beforeAll(async () => {
    workspace = testWorkspace();
    kept = realpathSync(mkdtempSync(join(tmpdir(), "millrace-kept-")));
    await workspace.perform("workspace.init");
    await workspace.perform("task.add", { title: "Good", id: "good", run: ["echo x > x"], checks: ["test -s x"], priority: 9 });
    await workspace.perform("task.add", { title: "Bad", id: "bad", run: ["exit 3"], checks: ["false"], priority: 5 });
    await workspace.perform("task.add", { title: "Later", id: "later" });
    await workspace.perform("runtime.start", { once: true });
    await workspace.perform("runtime.start", { once: true });
    cpSync(agents(), kept, { recursive: true });
  });
  afterAll(() => {
    workspace.remove();
    rmSync(kept, { recursive: true, force: true });
  });
  const again = () => {
    rmSync(agents(), { recursive: true, force: true });
    cpSync(kept, agents(), { recursive: true });
  };

  /** Every file that is made from the log, or belongs to an owner. */
  function derived(): string[] {
    const all = (readdirSync(agents(), { recursive: true }) as string[]).filter((path) => statSync(agents(path)).isFile());
    return all.filter((path) => !/^(log\/(blobs\/|\d)|runs\/|entrypoints|skills|modes|loops|state\/trees|.*-(shm|wal)$)/.test(path));
  }

  it("finds a sound workspace in order, and mends nothing that matters", async () => {
    const before = await counts();
    const fixed = await fix();
    assert.deepEqual([fixed.healthy, fixed.exit], [true, 0]);
    assert.deepEqual(
      fixed.repairs.filter(({ done }) => !done),
      [],
    );
    assert.deepEqual(await counts(), before);
  });

  it("brings a workspace back in order with any single derived file missing", async () => {
    again();
    const before = await counts();
    for (const path of derived()) {
      again();
      rmSync(agents(path));
      await workspace.perform("doctor");
      const fixed = await fix();
      assert.ok(fixed.healthy, `without ${path}: ${JSON.stringify(fixed.repairs)}`);
      assert.deepEqual(await counts(), before, `without ${path}`);
    }
  });

  it("brings a workspace back in order with any single derived file spoilt, or a directory in its place", async () => {
    again();
    const before = await counts();
    for (const path of derived().filter((one) => !one.endsWith(".md") && one !== ".owner/lock.db")) {
      for (const spoil of [() => writeFileSync(agents(path), "\u0000 garbage"), () => mkdirSync(agents(path))]) {
        again();
        rmSync(agents(path));
        spoil();
        await workspace.perform("doctor");
        const fixed = await fix();
        assert.ok(fixed.healthy, `${path}: ${JSON.stringify(fixed.repairs.concat(fixed.findings as never))}`);
        assert.deepEqual(await counts(), before, path);
      }
    }
  });

  it("makes a deleted state directory and documents anew", async () => {
    again();
    const plan = readFileSync(agents("state/compiled_plan.json"), "utf8");
    rmSync(agents("state"), { recursive: true });
    rmSync(agents("tasks"), { recursive: true });
    await fix();
    assert.ok(readFileSync(agents("state/compiled_plan.json"), "utf8") === plan);
    assert.ok(existsSync(agents("state/runtime_snapshot.json")));
    assert.deepEqual(readdirSync(agents("tasks/queue")), ["later.md"]);
    assert.ok(existsSync(agents("tasks/blocked/bad.md")) && existsSync(agents("tasks/done/good.md")));
  });

  it("names the repair of a corrupt log, and does it only when asked", async () => {
    again();
    const name = readdirSync(agents("log")).find((one) => one.endsWith(".jsonl")) ?? "";
    const bytes = readFileSync(agents("log", name));
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(agents("log", name), bytes);
    assert.equal((await workspace.perform("doctor")).exit, 9);
    assert.deepEqual([(await workspace.perform("health")).level, (await workspace.perform("health")).exit], ["failing", 9]);
    const refused = await fix();
    assert.deepEqual([refused.healthy, refused.exit], [false, 9]);
    assert.equal(refused.repairs.find(({ done }) => !done)?.command, "millrace log repair");
    assert.deepEqual(readFileSync(agents("log", name)), bytes);
    const fixed = await fix({ repairLog: true });
    assert.ok(fixed.healthy, JSON.stringify(fixed.findings));
    assert.ok(fixed.repairs.some(({ what }) => what.startsWith("salvaged the log")));
  });

  it("reaps a process that outlived its stage, and clears what a dead owner left", async () => {
    again();
    const token = readFileSync(agents(".owner/home"), "utf8").split("\n")[2] ?? "";
    assert.match(token, /^[0-9a-f]{32}$/);
    const env = {
      ...process.env,
      MILLRACE_WORKSPACE_TOKEN: token,
      MILLRACE_ATTEMPT: "gone-1.1.1",
      MILLRACE_ATTEMPT_TOKEN: `${token}:gone-1.1.1`,
    };
    const orphan = spawn("sleep", ["60"], { env, detached: true, stdio: "ignore" });
    const ended = new Promise((resolve) => orphan.on("exit", resolve));
    writeFileSync(agents(".owner/holder.json"), JSON.stringify({ pid: 999_999_999, started: "x", role: "daemon", since: "", epoch: 3 }));
    try {
      if (!systemProc.seesEnvironments) return;
      const { repairs } = await fix();
      assert.ok(repairs.some(({ what }) => what.includes("last owner left")));
      await Promise.race([ended, new Promise((_, reject) => setTimeout(() => reject(new Error("it lives on")), 3000))]);
    } finally {
      orphan.kill("SIGKILL");
    }
  });

  it("health is degraded with the reason while a person is needed, and ok when not", async () => {
    again();
    const degraded = await workspace.perform("health");
    assert.deepEqual([degraded.level, degraded.exit], ["degraded", 6]);
    assert.deepEqual((degraded.reasons as { code: string; command: string }[])[0], {
      level: "degraded",
      code: "item-blocked",
      what: '"bad" is blocked: Bad',
      command: "millrace unblock bad",
    });
    await workspace.perform("item.cancel", { item: "bad" });
    const fine = await workspace.perform("health");
    assert.deepEqual([fine.level, fine.exit, fine.reasons], ["ok", 0, []]);
  });
});
