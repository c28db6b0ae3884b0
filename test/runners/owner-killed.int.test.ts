import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { systemProc } from "../../src/kernel/real/proc.ts";
import { supervisorCommand } from "../../src/runners/local/supervisor-command.ts";
import { ownerOf } from "./support/owner-of.ts";
import { eventually, newRig, type Rig } from "./support/rig.ts";

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return ""; // it ended
  }
}

describe("an owner that is killed", () => {
  let rig: Rig;
  beforeEach(() => {
    rig = newRig();
  });
  afterEach(() => rig.end());

  for (const how of ["cold", "spare"] as const) {
    it(`loses nothing of a stage that runs (${how}): the next owner adopts it`, async () => {
      const order = rig.check("echo began; sleep 1; echo ended; exit 6");
      const { owner } = await ownerOf(rig, order, how);
      owner.kill("SIGKILL");
      await once(owner, "exit");
      const next = rig.restarted();
      assert.equal((await next.look(order)).type, "running");
      const end = await next.ended(order);
      assert.ok(end.type === "ended" && end.report.exit === 6);
      assert.equal(rig.read(order, "stdout.txt"), "began\nended\n");
    });
  }

  it("takes its spare with it", async () => {
    const { owner, supervisors } = await ownerOf(rig, rig.check("sleep 0.1"), "spare");
    assert.ok(supervisors.length >= 1, "there was no spare");
    owner.kill("SIGKILL");
    assert.ok(await eventually(() => supervisors.every(({ pid, started }) => systemProc.identify(pid)?.started !== started)));
  });

  it("takes its spare with it though something else keeps the spare's standard input open", async () => {
    const fifo = join(rig.root, "fifo");
    execFileSync("mkfifo", [fifo]);
    const kept = openSync(fifo, "r+");
    try {
      const { execPath, args } = supervisorCommand();
      const owner = spawn("sh", ["-c", '"$0" "$@" --spare $$ < fifo & wait', execPath, ...args], { cwd: rig.root, stdio: "ignore" });
      const spares = () => systemProc.table().filter((row) => row.parent === owner.pid);
      assert.ok(await eventually(() => spares().length === 1));
      const [spare] = spares();
      await new Promise((resume) => setTimeout(resume, 2500));
      assert.ok(spare && systemProc.identify(spare.pid)?.started === spare.started, "it did not wait for its order");
      owner.kill("SIGKILL");
      assert.ok(await eventually(() => systemProc.identify(spare.pid)?.started !== spare.started, 20_000));
    } finally {
      closeSync(kept);
    }
  });

  it("leaves a stage whose supervisor is killed too to the next owner's sweep", async () => {
    const order = rig.check("setsid sleep 300 & sleep 301");
    const { owner } = await ownerOf(rig, order, "cold");
    const running = await rig.dispatch.look(order);
    assert.ok(running.type === "running");
    assert.ok(await eventually(() => rig.alive() >= 2));
    systemProc.signal(running.identity.pid, "KILL");
    owner.kill("SIGKILL");
    assert.ok((await rig.restarted().sweep(() => false)).length >= 2);
    assert.equal(rig.alive(), 0);
    assert.equal((await rig.restarted().look(order)).type, "gone");
  });

  it("leaves what cleared its environment and left its session to the next owner too", async () => {
    const lost = `sleep 302.${process.pid}`;
    const order = rig.check(`setsid env -i ${lost} < /dev/null > /dev/null 2>&1 & sleep 303`);
    const { owner } = await ownerOf(rig, order, "cold");
    const running = await rig.dispatch.look(order);
    assert.ok(running.type === "running");
    const left = () => systemProc.table().filter(({ pid }) => commandOf(pid) === lost);
    assert.ok(await eventually(() => left().length === 1));
    const [row] = left();
    assert.ok(row && systemProc.variable(row.pid, "MILLRACE_ATTEMPT_TOKEN") === null);
    systemProc.signal(running.identity.pid, "KILL");
    owner.kill("SIGKILL");
    await once(owner, "exit");
    assert.ok(await eventually(() => systemProc.identify(running.identity.pid) === null));
    assert.equal((await rig.restarted().look(order)).type, "gone");
    assert.deepEqual(left(), []);
  });
});
