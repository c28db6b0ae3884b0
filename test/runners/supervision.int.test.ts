import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { systemProc } from "../../src/kernel/real/proc.ts";
import { eventually, newRig, type Rig } from "./support/rig.ts";

/** Bun keeps the order of writing over both outputs; Deno's children have two pipes, so there only the lines count. */
const inOrder = (text: string): string => ("Bun" in globalThis ? text : text.split("\n").sort().join("\n"));

describe("supervisor", () => {
  let rig: Rig;
  beforeEach(() => {
    rig = newRig();
  });
  afterEach(() => rig.end());

  it("captures both outputs of a check and reports a clean exit", async () => {
    const order = rig.check("echo one; echo two >&2; echo three");
    const report = await rig.report(order);
    assert.deepEqual({ exit: report.exit, failure: report.failure, signal: report.signal }, { exit: 0, failure: null, signal: null });
    assert.equal(inOrder(rig.read(order, "stdout.txt")), inOrder("one\ntwo\nthree\n"));
    assert.deepEqual(
      report.artifacts.map(({ name, bytes }) => ({ name, bytes })),
      [{ name: "stdout.txt", bytes: 14 }],
    );
  });

  it("lets a program open /dev/stderr and /dev/stdout by name", async () => {
    const order = rig.check("echo a; echo b > /dev/stderr; echo c > /dev/stdout");
    assert.equal((await rig.report(order)).exit, 0);
    assert.equal(inOrder(rig.read(order, "stdout.txt")), inOrder("a\nb\nc\n"));
  });

  it("reports exit codes and signals", async () => {
    assert.equal((await rig.report(rig.check("exit 7"))).exit, 7);
    const killed = await rig.report(rig.check("kill -9 $$"));
    assert.deepEqual([killed.exit, killed.signal, killed.failure], [null, "SIGKILL", "exit_nonzero"]);
  });

  it("runs in the workspace root and leaves paths with spaces and unusual letters alone", async () => {
    const order = rig.check("pwd; echo 'ü – 漢字 🦀 \u0007'; mkdir -p 'a b/ünï'; echo x > 'a b/ünï/ç'");
    await rig.report(order);
    assert.equal(rig.read(order, "stdout.txt"), `${rig.root}\nü – 漢字 🦀 \u0007\n`);
    assert.ok(fs.existsSync(join(rig.root, "a b/ünï/ç")));
  });

  it("ends a program that floods its output, and keeps no more than the limit", async () => {
    const order = rig.check("yes | head -c 1G", { outputBytes: 1_000_000 });
    const report = await rig.report(order);
    assert.equal(report.failure, "output_limit");
    assert.equal(report.outputBytes, 1_000_000);
    assert.equal(fs.statSync(join(rig.root, order.directory, "stdout.txt")).size, 1_000_000);
    assert.equal(rig.alive(), 0);
  });

  it("ends a program at its timeout", async () => {
    const report = await rig.report(rig.check("sleep 60", { timeoutSeconds: 0.3 }));
    assert.equal(report.failure, "timeout");
    assert.ok(report.millis >= 290 && report.millis < 5000, `${report.millis} ms`);
    assert.equal(rig.alive(), 0);
  });

  it("kills a program that ignores TERM once the grace is over", async () => {
    const order = rig.check("trap '' TERM; echo ready; while :; do sleep 0.05; done", { timeoutSeconds: 0.4, graceSeconds: 0.3 });
    const report = await rig.report(order);
    assert.deepEqual([report.failure, report.signal], ["timeout", "SIGKILL"]);
    assert.ok(report.millis >= 690, `${report.millis} ms`);
    assert.equal(rig.alive(), 0);
  });

  it("lets a program that heeds TERM say its last words", async () => {
    const order = rig.check("trap 'echo bye; exit 0' TERM; while :; do sleep 0.02; done", { timeoutSeconds: 0.4 });
    assert.equal((await rig.report(order)).failure, "timeout");
    assert.match(rig.read(order, "stdout.txt"), /bye/);
  });

  it("leaves alone what a program that heeds TERM says its last words with", async () => {
    const order = rig.check("trap 'sleep 0.5 && echo saved; exit 0' TERM; while :; do sleep 0.02; done", { timeoutSeconds: 0.4 });
    assert.equal((await rig.report(order)).failure, "timeout");
    assert.match(rig.read(order, "stdout.txt"), /saved/);
  });

  it("lets also end by TERM what is left behind while the rest ends", async () => {
    const order = rig.check("trap 'setsid sleep 300 & exit 0' TERM; while :; do sleep 0.02; done", {
      timeoutSeconds: 0.4,
      graceSeconds: 20,
    });
    const report = await rig.report(order);
    assert.equal(report.failure, "timeout");
    assert.ok(report.millis < 10_000, `${report.millis} ms`);
    assert.equal(rig.alive(), 0);
  });

  it("ends what left its session and cleared its environment", async () => {
    const pids = join(rig.root, "pids");
    const order = rig.check(
      `setsid env -i /bin/sh -c 'echo $$ > ${pids}; exec /bin/sleep 300' & while [ ! -s ${pids} ]; do sleep 0.01; done`,
    );
    const report = await rig.report(order);
    assert.equal(report.exit, 0);
    assert.equal(systemProc.identify(Number(fs.readFileSync(pids, "utf8"))), null);
  });

  it("ends daemons that double fork, and says how many were left", async () => {
    const order = rig.check("(setsid sh -c '(sleep 301 & sleep 302 &) & exit' &) ; sleep 0.1; echo main done");
    assert.equal((await rig.report(order)).exit, 0);
    assert.equal(rig.alive(), 0);
    assert.ok(JSON.parse(rig.read(order, "outcome.json")).leftovers >= 2);
  });

  it("reports a program that cannot be started", async () => {
    const order = rig.stage({ runner: { name: "command", argv: ["/no/such/program"], model: null } });
    const report = await rig.report(order);
    assert.equal(report.failure, "spawn_failed");
    assert.match(report.detail, /ENOENT/);
  });

  it("hands over a prompt of 1 MB on standard input", async () => {
    const prompt = `${"ä".repeat(524_287)}\n`;
    const order = rig.stage({ runner: { name: "command", argv: ["sh", "-c", "wc -c; echo '### BUILDER_COMPLETE'"], model: null } }, prompt);
    const report = await rig.report(order);
    assert.equal(report.claimed, "BUILDER_COMPLETE");
    assert.equal(rig.read(order, "stdout.txt").split("\n")[0]?.trim(), "1048575");
  });

  it("gives children the allowed names of the environment and no other", async () => {
    const dispatch = rig.restarted({ PATH: process.env.PATH, LC_TIME: "C", ALLOWED: "yes", MY_SECRET: "hidden!", HOME: "/h" });
    const order = { ...rig.check("env | cut -d= -f1 | sort"), env: { allow: ["ALLOWED"], set: { GIVEN: "by plan" } } };
    for (const spare of [false, true]) {
      const ref = { attempt: `${order.attempt}${spare}`, directory: `${order.directory}${spare}` };
      if (spare) dispatch.warm();
      await dispatch.start({ ...order, ...ref });
      await dispatch.ended(ref);
      const names = rig
        .read(ref, "stdout.txt")
        .trim()
        .split("\n")
        .filter((name) => !["PWD", "OLDPWD", "SHLVL", "_"].includes(name));
      assert.deepEqual(names, [
        "ALLOWED",
        "GIVEN",
        "HOME",
        "LC_TIME",
        "MILLRACE_ATTEMPT",
        "MILLRACE_ATTEMPT_DIR",
        "MILLRACE_ATTEMPT_TOKEN",
        "MILLRACE_WORKSPACE",
        "MILLRACE_WORKSPACE_TOKEN",
        "PATH",
      ]);
    }
    dispatch.close();
  });

  it("does not take a .env or bunfig.toml of the workspace", async () => {
    fs.writeFileSync(join(rig.root, ".env"), "LANG=from-dotenv\nPATH=/nowhere\n");
    fs.writeFileSync(join(rig.root, "bunfig.toml"), 'preload = ["./evil.ts"]\n');
    fs.writeFileSync(join(rig.root, "evil.ts"), `require("node:fs").writeFileSync("${rig.root}/evil", "");`);
    const order = rig.check("echo $LANG");
    assert.equal((await rig.report(order)).exit, 0);
    assert.doesNotMatch(rig.read(order, "stdout.txt"), /dotenv/);
    assert.equal(fs.existsSync(join(rig.root, "evil")), false);
  });

  it("leaves no absolute path and no value of the environment in the files that it writes", async () => {
    const order = rig.stage({ runner: { name: "shell", argv: [], model: null }, runCommands: ["true"] });
    await rig.report(order);
    for (const name of ["request.json", "order.json", "outcome.json", "claim", "processes.json"]) {
      assert.equal(rig.read(order, name).includes(rig.root), false, name);
      assert.equal(rig.read(order, name).includes(process.env.PATH ?? "?"), false, name);
    }
  });

  it("starts from the spare, renews it, and lets it go when closed", async () => {
    rig.dispatch.warm();
    const first = await rig.dispatch.start(rig.check("sleep 0.2"));
    assert.equal(first.type, "started");
    await rig.report(rig.check("true"));
    rig.dispatch.close();
    assert.ok(await eventually(() => rig.supervisors().length === 0), "a supervisor outlives close()");
  });
});
