import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { SpawnedProcess } from "../../src/kernel/ports/proc.ts";
import { systemClock } from "../../src/kernel/real/clock.ts";
import { systemProc } from "../../src/kernel/real/proc.ts";
import { loadNativeCalls } from "../../src/kernel/real/proc-native.ts";

describe("systemProc", () => {
  let directory: string;
  const spawned: SpawnedProcess[] = [];
  beforeEach(() => {
    directory = fs.mkdtempSync(join(tmpdir(), "millrace-proc-"));
  });
  afterEach(() => {
    for (const { identity } of spawned.splice(0)) systemProc.signalGroup(identity.pid, "KILL");
    fs.rmSync(directory, { recursive: true, force: true });
  });
  const spawn = (script: string, more: { env?: Record<string, string>; stdin?: string } = {}): SpawnedProcess => {
    const child = systemProc.spawn({
      argv: ["sh", "-c", script],
      cwd: directory,
      env: { PATH: process.env.PATH ?? "", ...more.env },
      stdin: more.stdin ?? "ignore",
      stdout: join(directory, "out"),
      stderr: join(directory, "err"),
    });
    spawned.push(child);
    return child;
  };

  it("identifies a process by number and start, the same each time, and none after its end", async () => {
    const child = spawn("exec sleep 300");
    assert.deepEqual(systemProc.identify(child.identity.pid), child.identity);
    systemProc.signal(child.identity.pid, "KILL");
    assert.deepEqual(await child.ended, { code: null, signal: "SIGKILL" });
    assert.equal(systemProc.identify(child.identity.pid), null);
    assert.equal(systemProc.signal(child.identity.pid, "TERM"), false);
  });

  it("takes a zombie for gone", async () => {
    // The inner shell ends at once, and its parent, replaced by sleep, never collects it.
    spawn("sh -c 'echo $$ > zombie' & exec sleep 300");
    while (!fs.existsSync(join(directory, "zombie")) || fs.readFileSync(join(directory, "zombie"), "utf8") === "")
      await systemClock.sleep(5);
    await systemClock.sleep(50);
    assert.equal(systemProc.identify(Number(fs.readFileSync(join(directory, "zombie"), "utf8"))), null);
  });

  it("reads a process whose name holds parentheses and spaces", { ignore: process.platform !== "linux" }, async () => {
    const name = "a) S 1 (b";
    fs.copyFileSync("/bin/sleep", join(directory, name));
    const child = systemProc.spawn({
      argv: [join(directory, name), "300"],
      cwd: directory,
      env: {},
      stdin: "ignore",
      stdout: "ignore",
      stderr: "ignore",
    });
    spawned.push(child);
    await systemClock.sleep(50);
    const row = systemProc.table().find(({ pid }) => pid === child.identity.pid);
    assert.deepEqual([row?.parent, row?.session], [process.pid, child.identity.pid]);
  });

  it("starts a child as leader of its own session and signals its whole group", async () => {
    const child = spawn("sleep 301 & sleep 302 & wait");
    await systemClock.sleep(50);
    const group = () => systemProc.table().filter((row) => row.session === child.identity.pid).length;
    assert.ok(group() >= 3);
    systemProc.signalGroup(child.identity.pid, "KILL");
    await child.ended;
    await systemClock.sleep(50);
    assert.equal(group(), 0);
  });

  it("appends output to files and reads input from one or from a pipe", async () => {
    fs.writeFileSync(join(directory, "in"), "from a file\n");
    await spawn("cat; echo problem >&2", { stdin: join(directory, "in") }).ended;
    const piped = spawn("cat", { stdin: "pipe" });
    piped.write("from a pipe\n");
    piped.closeStdin();
    assert.deepEqual(await piped.ended, { code: 0, signal: null });
    assert.equal(fs.readFileSync(join(directory, "out"), "utf8"), "from a file\nfrom a pipe\n");
    assert.equal(fs.readFileSync(join(directory, "err"), "utf8"), "problem\n");
  });

  it("finds processes by a variable, wherever they went, and reads it", { ignore: !systemProc.seesEnvironments }, async () => {
    const value = `mark-${process.pid}-ü=1`;
    const child = spawn("setsid sleep 300 & sleep 301", { env: { MILLRACE_TEST_MARK: value } });
    await systemClock.sleep(100);
    const found = systemProc.carrying("MILLRACE_TEST_MARK", value);
    assert.ok(found.length >= 3, `${found.length}`);
    assert.equal(systemProc.variable(child.identity.pid, "MILLRACE_TEST_MARK"), value);
    assert.equal(systemProc.variable(child.identity.pid, "MILLRACE_TEST"), null);
    for (const { pid } of found) systemProc.signal(pid, "KILL");
  });

  it("throws the platform's code for a program that is not there", () => {
    assert.throws(
      () => systemProc.spawn({ argv: ["/no/such"], cwd: directory, env: {}, stdin: "ignore", stdout: "ignore", stderr: "ignore" }),
      { code: "ENOENT" },
    );
  });

  it("has an identity of its own", () => {
    assert.deepEqual(systemProc.self(), systemProc.identify(process.pid));
  });
});

describe("loadNativeCalls()", { ignore: process.platform !== "linux" }, () => {
  it("makes real pipes", async () => {
    const pipe = (await loadNativeCalls()).pipe();
    assert.ok(pipe);
    assert.match(fs.readlinkSync(`/proc/self/fd/${pipe.readEnd}`), /^pipe:/);
    assert.match(fs.readlinkSync(`/proc/self/fd/${pipe.writeEnd}`), /^pipe:/);
  });
});
