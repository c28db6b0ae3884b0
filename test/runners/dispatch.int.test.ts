import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { systemProc } from "../../src/kernel/real/proc.ts";
import { adapterNames } from "../../src/runners/adapters.ts";
import { requestHash } from "../../src/runners/request-hash.ts";
import { eventually, newRig, type Rig } from "./support/rig.ts";

describe("createLocalDispatch()", () => {
  let rig: Rig;
  beforeEach(() => {
    rig = newRig();
  });
  afterEach(() => rig.end());

  it("launches an attempt once, whoever else orders it", async () => {
    const order = rig.check("echo launched >> launches; sleep 0.2");
    const others = [rig.restarted(), rig.restarted(), rig.restarted()];
    const answers = await Promise.all([rig.dispatch, ...others].map((dispatch) => dispatch.start(order)));
    assert.deepEqual(answers.map(({ type }) => type).sort(), ["refused", "refused", "refused", "started"]);
    await rig.dispatch.ended(order);
    assert.equal(fs.readFileSync(join(rig.root, "launches"), "utf8"), "launched\n");
    assert.equal((await rig.dispatch.start(order)).type, "refused");
  });

  it("forbids an attempt for ever, so that a late supervisor starts nothing", async () => {
    const order = rig.check("echo launched > launched");
    assert.equal(await rig.dispatch.forbid(order, 2), true);
    assert.equal(await rig.dispatch.forbid(order, 3), true);
    assert.equal((await rig.dispatch.start(order)).type, "refused");
    assert.deepEqual(await rig.dispatch.look(order), { type: "gone", detail: "forbidden by the owner of epoch 2" });
    assert.equal(fs.existsSync(join(rig.root, "launched")), false);
  });

  it("forbids against a supervisor that is on its way: exactly one of both wins", async () => {
    for (let n = 0; n < 8; n++) {
      const order = rig.check(`echo ${n} >> launched`);
      const starting = rig.dispatch.start(order);
      await new Promise((resolve) => setTimeout(resolve, n * 4));
      const forbidden = await rig.restarted().forbid(order, 2);
      const answer = await starting;
      if (!forbidden) await rig.dispatch.ended(order);
      const launches = fs.existsSync(join(rig.root, "launched")) ? fs.readFileSync(join(rig.root, "launched"), "utf8").split("\n") : [];
      assert.equal(launches.includes(String(n)), !forbidden);
      assert.equal(answer.type, forbidden ? "refused" : "started");
    }
  });

  it("cannot forbid what was claimed", async () => {
    const order = rig.check("sleep 30");
    await rig.dispatch.start(order);
    assert.equal(await rig.dispatch.forbid(order, 2), false);
    await rig.dispatch.stop(order, 0);
  });

  it("looks: unclaimed, running, ended", async () => {
    const order = rig.check("while [ ! -e go ]; do sleep 0.01; done");
    assert.deepEqual(await rig.dispatch.look(order), { type: "unclaimed" });
    const started = await rig.dispatch.start(order);
    const running = await rig.restarted().look(order);
    assert.ok(started.type === "started" && running.type === "running");
    assert.deepEqual(running.identity, started.identity);
    fs.writeFileSync(join(rig.root, "go"), "");
    await rig.dispatch.ended(order);
    assert.deepEqual(await rig.dispatch.look(order), { type: "ended" });
  });

  it("gives another owner the report of an attempt that it did not start", async () => {
    const order = rig.check("sleep 0.3; exit 4");
    await rig.dispatch.start(order);
    const end = await rig.restarted().ended(order);
    assert.ok(end.type === "ended" && end.report.exit === 4);
  });

  it("stops an attempt with all that belongs to it, and says that it was stopped", async () => {
    const order = rig.check("setsid sleep 300 & trap '' TERM; while :; do sleep 0.05; done");
    await rig.dispatch.start(order);
    await rig.restarted().stop(order, 200);
    assert.equal(rig.alive(), 0);
    const end = await rig.dispatch.ended(order);
    assert.ok(end.type === "ended" && end.report.failure === "interrupted");
  });

  it("stops an attempt whose supervisor does not answer", async () => {
    const order = rig.check("sleep 300");
    const started = await rig.dispatch.start(order);
    assert.ok(started.type === "started");
    systemProc.signal(started.identity.pid, "KILL");
    await rig.dispatch.stop(order, 100);
    assert.equal(rig.alive(), 0);
    assert.equal((await rig.dispatch.look(order)).type, "gone");
  });

  it("launches nothing when the stop came before the supervisor", async () => {
    const order = rig.check("echo x > launched");
    await rig.dispatch.stop(order, 0);
    const end = await rig.run(order);
    assert.ok(end.type === "ended" && end.report.failure === "interrupted");
    assert.equal(fs.existsSync(join(rig.root, "launched")), false);
  });

  it("says gone when a supervisor was killed, and nothing of its attempt lives by then", async () => {
    const order = rig.check("setsid sleep 300 & sleep 301");
    const started = await rig.dispatch.start(order);
    assert.ok(started.type === "started");
    assert.ok(await eventually(() => rig.alive() >= 2));
    systemProc.signal(started.identity.pid, "KILL");
    const end = await rig.dispatch.ended(order);
    assert.ok(end.type === "gone");
    assert.match(end.detail, /died without an outcome/);
    assert.equal(rig.alive(), 0);
  });

  it("F13: says gone of a dead supervisor whose number another process has by now", async () => {
    const order = rig.check("sleep 300");
    const started = await rig.dispatch.start(order);
    assert.ok(started.type === "started");
    systemProc.signal(started.identity.pid, "KILL");
    const claim = join(rig.root, order.directory, "claim");
    const known = JSON.parse(fs.readFileSync(claim, "utf8")) as object;
    // This process lives, but it began at another time than the supervisor did.
    fs.writeFileSync(claim, JSON.stringify({ ...known, pid: process.pid }));
    assert.equal((await rig.restarted().look(order)).type, "gone");
    assert.equal((await rig.restarted().ended(order, AbortSignal.timeout(10_000))).type, "gone");
    assert.ok(await eventually(() => rig.alive() === 0));
  });

  it("sweeps what belongs to attempts that are not live, and only that", async () => {
    const [kept, lost] = [rig.check("sleep 300"), rig.check("setsid sleep 301 & sleep 302")];
    const started = [await rig.dispatch.start(kept), await rig.dispatch.start(lost)];
    assert.deepEqual(
      started.map(({ type }) => type),
      ["started", "started"],
    );
    assert.ok(await eventually(() => rig.alive() >= 4));
    const swept = await rig.restarted().sweep((attempt) => attempt === kept.attempt);
    assert.ok(swept.length >= 2, `${swept.length} swept`);
    assert.equal((await rig.dispatch.look(kept)).type, "running");
    assert.equal(systemProc.carrying("MILLRACE_ATTEMPT", lost.attempt).length, 0);
    await rig.dispatch.stop(kept, 0);
  });

  it("does not believe an outcome that a stage wrote itself", async () => {
    const outcome = JSON.stringify({ schema: "millrace.attempt-outcome.v1", exit: 0, attempt: "r1.1.c1.1" });
    const order = rig.check(`echo '${outcome}' > "$MILLRACE_ATTEMPT_DIR/outcome.json"; touch written; sleep 0.3; exit 9`);
    await rig.dispatch.start(order);
    assert.ok(await eventually(() => fs.existsSync(join(rig.root, "written"))));
    assert.equal((await rig.dispatch.look(order)).type, "running");
    const end = await rig.dispatch.ended(order);
    assert.ok(end.type === "ended" && end.report.exit === 9);
  });

  it("fails an attempt whose request was changed by its stage", async () => {
    const script = `sed -i s/BUILDER_COMPLETE/EVERYTHING_COMPLETE/g "$MILLRACE_REQUEST"; echo '### EVERYTHING_COMPLETE'`;
    const order = rig.stage({ runner: { name: "command", argv: ["sh", "-c", script], model: null } });
    await rig.dispatch.start(order);
    const end = await rig.dispatch.ended({ ...order, requestHash: requestHash(order.request) });
    assert.ok(end.type === "ended");
    assert.deepEqual([end.report.claimed, end.report.failure], [null, "result_invalid"]);
  });

  it("refuses a prompt whose bytes are not those of the request", async () => {
    const order = rig.stage({ runner: { name: "command", argv: ["true"], model: null } });
    fs.appendFileSync(join(rig.root, order.directory, "prompt.md"), "and more");
    const answer = await rig.dispatch.start(order);
    assert.ok(answer.type === "failed");
    assert.match(answer.detail, /prompt ".*" has hash/);
  });

  it("names the runners there are when one is unknown", async () => {
    const answer = await rig.dispatch.start(rig.stage({ runner: { name: "abacus", argv: [], model: null } }));
    assert.deepEqual(answer, { type: "failed", detail: `there is no runner "abacus"; there are ${adapterNames.join(", ")}` });
  });

  it("answers that it failed when the supervisor or the directory cannot be had, and leaves the attempt unclaimed", async () => {
    const order = rig.check("true");
    const lame = rig.restarted(process.env, { execPath: "/no/such/runtime", args: [] });
    lame.warm();
    const answer = await lame.start(order);
    assert.ok(answer.type === "failed" && answer.detail.startsWith("the supervisor cannot be started"), JSON.stringify(answer));
    const exits = await rig.restarted(process.env, { execPath: "/bin/false", args: [] }).start(order);
    assert.deepEqual(exits, { type: "failed", detail: "the supervisor did not claim the attempt" });
    assert.deepEqual(await rig.dispatch.look(order), { type: "unclaimed" });
    fs.mkdirSync(join(rig.root, order.directory, ".."), { recursive: true });
    fs.rmSync(join(rig.root, order.directory), { recursive: true });
    fs.writeFileSync(join(rig.root, order.directory), "a file in the way");
    const barred = await rig.dispatch.start(order);
    assert.ok(barred.type === "failed" && barred.detail.startsWith("the attempt's directory cannot be written"), JSON.stringify(barred));
  });

  it("ends the waiting, not the attempt, when the signal aborts", async () => {
    const order = rig.check("sleep 300");
    await rig.dispatch.start(order);
    await assert.rejects(rig.dispatch.ended(order, AbortSignal.timeout(50)), { name: "TimeoutError" });
    assert.equal((await rig.dispatch.look(order)).type, "running");
    await rig.dispatch.stop(order, 0);
  });

  it("starts cold when the spare was killed", async () => {
    rig.dispatch.warm();
    const [spare] = rig.supervisors();
    assert.ok(spare);
    systemProc.signal(spare.pid, "KILL");
    assert.equal((await rig.report(rig.check("exit 0"))).exit, 0);
  });
});
