import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { systemProc } from "../../src/kernel/real/proc.ts";
import type { StageOrder } from "../../src/runners/contract/stage-dispatch.ts";
import { eventually, newRig, type Rig } from "./support/rig.ts";

/** A runtime in a process of its own; resolves once it has started the order. */
async function ownerOf(rig: Rig, order: StageOrder, spare: "spare" | "cold") {
  const script = fileURLToPath(new URL("./support/owner.ts", import.meta.url));
  const flags = "Deno" in globalThis ? ["run", "-A", "--quiet"] : [];
  const owner = spawn(process.execPath, [...flags, script, rig.root, rig.token, JSON.stringify(order), spare], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(owner.stdout, "data");
  assert.equal(JSON.parse(String(line)).type, "started");
  const children = () => systemProc.table().filter((row) => row.parent === owner.pid);
  return { owner, supervisors: children() };
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
});
