import assert from "node:assert/strict";
import * as fs from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { systemProc } from "../../../src/kernel/real/proc.ts";
import type { Sandbox } from "../../../src/plan/sandbox/sandbox.ts";
import { readClaim } from "../../../src/runners/claim.ts";
import { eventually, newRig, type Rig } from "../support/rig.ts";
import { makeOutside } from "./outside.ts";
import { sandboxHere } from "./sandbox-here.ts";

const sandbox: Sandbox = { workspace: "write", write: [], hide: [], network: "all", homes: [] };

describe("sandbox of a stage", { ignore: !sandboxHere() }, () => {
  let rig: Rig;
  let outside: string;
  beforeEach(() => {
    rig = newRig();
    outside = makeOutside();
    fs.writeFileSync(join(outside, "precious"), "kept");
    fs.mkdirSync(join(outside, "inner"));
    for (const path of ["log", "mailbox/incoming", "tasks/queue", ".owner", "state", "entrypoints", "runs/other"])
      fs.mkdirSync(join(rig.root, "millrace-agents", path), { recursive: true });
    fs.writeFileSync(join(rig.root, "millrace.toml"), "# settings\n");
  });
  afterEach(async () => {
    await rig.end();
    fs.rmSync(outside, { recursive: true, force: true });
  });

  const checked = (command: string, changes: Partial<Sandbox> = {}, limits = {}) => ({
    ...rig.check(command, limits),
    sandbox: { ...sandbox, ...changes },
  });
  const said = async (command: string, changes: Partial<Sandbox> = {}): Promise<string> => {
    const order = checked(command, changes);
    const report = await rig.report(order);
    assert.equal(report.failure, null, `${report.detail}\n${rig.read(order, "stdout.txt")}`);
    return rig.read(order, "stdout.txt");
  };

  it("F27: removes nothing outside, whatever the shell makes of the words", async () => {
    // All of it leads into this test's own directory: a sandbox that fails here shall not cost the machine.
    const words = [`"${outside}$NOTHING"/*`, `$(echo ${outside})/*`, `${outside}/inner/..`, `"$(printf '%s' '${outside}')"`, `link/*`];
    fs.symlinkSync(outside, join(rig.root, "link"));
    const order = checked(`${words.map((word) => `rm -rf ${word}`).join("; ")}; mv ${outside} gone; (: > ${outside}/precious); echo over`);
    await rig.report(order);
    assert.match(rig.read(order, "stdout.txt"), /Read-only file system[\s\S]*over/);
    assert.equal(fs.readFileSync(join(outside, "precious"), "utf8"), "kept");
    assert.deepEqual(fs.readdirSync(outside).sort(), ["inner", "precious"]);
  });

  it("writes the workspace, its own directory and a /tmp of its own", async () => {
    const mark = `millrace-mark-${process.pid}`;
    const text = await said(
      `echo a > made.txt; echo b > "$MILLRACE_ATTEMPT_DIR/own.txt"; echo c > /tmp/${mark}; echo d > "$TMPDIR/${mark}2"; ls /tmp; pwd`,
    );
    assert.ok(fs.existsSync(join(rig.root, "made.txt")));
    assert.ok(!fs.existsSync(`/tmp/${mark}`));
    assert.match(text, new RegExp(`${mark}\n${mark}2\n`));
    assert.ok(text.endsWith(`${rig.root}\n`));
  });

  it("keeps everything that Millrace and the operator decide by from being written, moved or put in place of", async () => {
    const kept = ["log/x", "mailbox/incoming/x", "tasks/queue/x.md", ".owner/x", "state/x", "entrypoints/x", "runs/other/x", "x"].map(
      (name) => `millrace-agents/${name}`,
    );
    const tries = [
      ...[...kept, "millrace.toml", ".git/config", "ideas/inbox/x"].map((path) => `echo x > ${path}`),
      "mv millrace-agents elsewhere",
      "mv millrace.toml elsewhere",
      "rm -f millrace.toml",
      "mv .git elsewhere",
      "git init -q .",
      "mv ideas elsewhere",
      "mv ../$(basename $PWD) ../$(basename $PWD)-elsewhere",
      "mount -o remount,bind,rw millrace-agents",
      "mount -o remount,bind,rw / && touch /tmp/x",
      "unshare -Urm mount -o remount,bind,rw millrace-agents",
      "unshare -Urm umount millrace-agents",
      "test -w /proc/sys/kernel/core_pattern",
      "test -w /proc/sysrq-trigger",
      "mknod disk b 254 0",
      "umount millrace-agents",
    ];
    const text = await said(`${tries.map((one) => `(${one}) 2>/dev/null && echo 'DONE ${one}'`).join("; ")}; echo end`);
    assert.equal(text, "end\n");
    assert.deepEqual(fs.readdirSync(join(rig.root, "millrace-agents")).sort(), [
      ".owner",
      "entrypoints",
      "log",
      "mailbox",
      "runs",
      "state",
      "tasks",
    ]);
  });

  it("opens what the plan declares, and hides what it says", async () => {
    const home = fs.mkdtempSync(join(tmpdir(), "millrace-home-"));
    fs.mkdirSync(join(home, ".ssh"));
    fs.writeFileSync(join(home, ".ssh/id"), "secret");
    fs.writeFileSync(join(home, ".netrc"), "secret");
    fs.writeFileSync(join(home, ".profile"), "shown");
    const order = {
      ...checked(
        `cat ~/.profile; ls -A ~/.ssh; cat ~/.netrc; echo x > ~/.ssh/new; echo x > ~/new; echo y > ${outside}/new; echo z > ~/.agent/new`,
        {
          write: [outside],
          hide: ["~/.ssh", "~/.netrc", "~/.nothing"],
          homes: [{ variable: "AGENT_HOME", otherwise: "~/.agent" }],
        },
      ),
      env: { allow: [], set: { HOME: home } },
    };
    await rig.report(order);
    const text = rig.read(order, "stdout.txt");
    assert.match(text, /^shown/);
    assert.doesNotMatch(text, /secret|id$/m);
    assert.deepEqual(fs.readdirSync(join(home, ".ssh")), ["id"]);
    assert.ok(!fs.existsSync(join(home, "new")));
    assert.equal(fs.readFileSync(join(outside, "new"), "utf8"), "y\n");
    assert.ok(fs.existsSync(join(home, ".agent/new")));
    fs.rmSync(home, { recursive: true });
  });

  it("keeps what was ordered and taken down from the stage itself", async () => {
    const order = checked(
      'echo said; cd "$MILLRACE_ATTEMPT_DIR"; for f in claim order.json stdout.txt; do echo x > $f; mv $f gone; done; rm -rf -- * .[!.]*; echo over',
    );
    const report = await rig.report(order);
    assert.equal(report.exit, 0);
    assert.match(rig.read(order, "stdout.txt"), /^said\n[\s\S]*over\n$/);
  });

  it("follows no link that a stage has put where it may write", async () => {
    fs.symlinkSync(outside, join(rig.root, "build"));
    const order = checked("echo x > build/precious", { write: ["build"] });
    assert.equal((await rig.report(order)).exit, 2);
    assert.equal(fs.readFileSync(join(outside, "precious"), "utf8"), "kept");
  });

  it("refuses to let a stage write what decides about it, before anything is launched", async () => {
    for (const path of ["millrace-agents/log", "millrace.toml", "..", ".git/hooks", "/"]) {
      const start = await rig.dispatch.start(checked("true", { write: [path] }));
      assert.ok(start.type === "failed" && /cannot be given/.test(start.detail), path);
    }
  });

  it("F28: hands on the allowed names of the environment, and nothing of .env", async () => {
    fs.writeFileSync(join(rig.root, ".env"), "FROM_DOTENV=1\n");
    const order = checked("env | cut -d= -f1 | sort");
    const dispatch = rig.restarted({ PATH: process.env.PATH, HOME: process.env.HOME, MY_SECRET: "hidden!" });
    await dispatch.start(order);
    await dispatch.ended(order);
    const names = rig.read(order, "stdout.txt").trim().split("\n");
    assert.deepEqual(
      names.filter((name) => !["PWD", "OLDPWD", "SHLVL", "_"].includes(name)),
      [
        "HOME",
        "MILLRACE_ATTEMPT",
        "MILLRACE_ATTEMPT_DIR",
        "MILLRACE_ATTEMPT_TOKEN",
        "MILLRACE_WORKSPACE",
        "MILLRACE_WORKSPACE_TOKEN",
        "PATH",
        "TMPDIR",
      ],
    );
    dispatch.close();
  });

  it("sees no process of the machine, and none of the sockets in its temporary directories", async () => {
    const directory = fs.mkdtempSync(join(outside, "temporary-"));
    const dispatch = rig.restarted({ ...process.env, TMPDIR: directory });
    const sockets = [join(directory, "s"), join("/tmp", `millrace-socket-${process.pid}`)];
    const servers = sockets.map((socket) => createServer().listen(socket));
    await Promise.all(servers.map((server) => new Promise((resolve) => server.once("listening", resolve))));
    try {
      const order = checked(`ls -A ${directory}; ls ${sockets.join(" ")}; kill -0 ${process.pid}; echo x > $TMPDIR/x && echo over`);
      await dispatch.start(order);
      await dispatch.ended(order);
      const text = rig.read(order, "stdout.txt");
      assert.equal(text.match(/No such file/g)?.length, 2, text);
      assert.match(text, /[Nn]o such process[\s\S]*over/);
    } finally {
      for (const server of servers) server.close();
      dispatch.close();
    }
  });

  describe("network", () => {
    let port: number;
    let close: () => void;
    beforeEach(async () => {
      const server = createServer((request, response) =>
        response.end(`served ${request.method} ${request.url} ${request.headers.host}`),
      ).listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      port = (server.address() as AddressInfo).port;
      close = () => server.close();
    });
    afterEach(() => close());
    const get = (url: string, more = "") => `curl -sS -m 5 ${more} ${url} 2>&1; echo`;

    it("all: reaches what the machine reaches", async () => {
      assert.match(await said(get(`http://127.0.0.1:${port}/x`)), /served GET \/x/);
    });

    it("none: reaches nothing, not even the machine's loopback", async () => {
      assert.match(await said(get(`http://127.0.0.1:${port}/x`), { network: "none" }), /curl: \(7\)/);
    });

    it("a list: reaches those hosts through the proxy, and nothing past it", async () => {
      const network = [`127.0.0.1:${port}`];
      const tries = [
        get(`http://127.0.0.1:${port}/plain`),
        get(`http://127.0.0.1:${port}/tunnel`, "-p"),
        get(`http://127.0.0.1:${port}/past`, "--noproxy '*'"),
        get(`http://localhost:${port}/named`),
        get("http://127.0.0.1:1/other"),
        get(`http://127.0.0.1:${port}/host`, "-H 'Host: elsewhere.example'"),
      ];
      const [plain, tunnel, past, named, other, host] = (await said(tries.join("\n"), { network })).split("\n").filter(Boolean);
      assert.equal(plain, `served GET /plain 127.0.0.1:${port}`);
      assert.equal(tunnel, `served GET /tunnel 127.0.0.1:${port}`);
      assert.match(past ?? "", /curl: \(7\)/);
      assert.match(named ?? "", /not among the hosts/);
      assert.match(other ?? "", /not among the hosts/);
      assert.equal(host, `served GET /host 127.0.0.1:${port}`);
    });

    it("a list: a name that leads to this machine is refused, unless the address is named too", async () => {
      const refused = await said(get(`http://localhost:${port}/x`), { network: ["localhost"] });
      assert.match(refused, /leads to no address, or to this machine/);
      const named = await said(get(`http://localhost:${port}/x`), { network: ["localhost", `127.0.0.1:${port}`] });
      assert.match(named, /served GET \/x localhost/);
    });
  });

  describe("supervision", () => {
    it("takes output, exit code and standard input as without one", async () => {
      const order = {
        ...rig.stage({ runner: { name: "command", argv: ["sh", "-c", "cat; echo two >&2; exit 7"], model: null }, sandbox }, "one\n"),
      };
      const report = await rig.report(order);
      assert.equal(report.exit, 7);
      assert.equal(rig.read(order, "stdout.txt"), "one\n");
      assert.equal(rig.read(order, "stderr.txt"), "two\n");
    });

    it("reads the result that a stage leaves", async () => {
      const result = `{"schema":"millrace.stage-result.v1","terminal":"BUILDER_COMPLETE","artifacts":["a.txt"]}`;
      const argv = ["sh", "-c", `echo a > "$MILLRACE_ATTEMPT_DIR/a.txt"; echo '${result}' > "$MILLRACE_RESULT"`];
      const report = await rig.report(rig.stage({ runner: { name: "command", argv, model: null }, sandbox }));
      assert.deepEqual([report.claimed, report.failure], ["BUILDER_COMPLETE", null]);
      assert.ok(report.artifacts.some(({ name }) => name === "a.txt"));
    });

    it("lets a program that heeds TERM say its last words, and its tree end", async () => {
      const order = checked("trap 'echo bye; exit 0' TERM; while :; do sleep 0.02; done", {}, { timeoutSeconds: 0.4 });
      assert.equal((await rig.report(order)).failure, "timeout");
      assert.match(rig.read(order, "stdout.txt"), /bye/);
      assert.equal(rig.alive(), 0);
    });

    it("kills a program that ignores TERM once the grace is over", async () => {
      const limits = { timeoutSeconds: 0.4, graceSeconds: 0.3 };
      const report = await rig.report(checked("trap '' TERM; while :; do sleep 0.05; done", {}, limits));
      assert.equal(report.failure, "timeout");
      assert.ok(report.millis >= 690 && report.millis < 5000, `${report.millis} ms`);
      assert.equal(rig.alive(), 0);
    });

    it("lets nothing outlive its end: neither its session nor its environment is needed to find it", async () => {
      const mark = String(1_000_000 + (process.pid % 100_000));
      await rig.report(checked(`setsid env -i /bin/sleep ${mark} & (setsid sh -c '(sleep 301 &) &' &); sleep 0.1; echo over`));
      assert.equal(rig.alive(), 0);
      assert.ok(!runs(mark));
    });

    it("ends with its supervisor, also what cleared its environment, left its session and took off its mark", async () => {
      const mark = String(2_000_000 + (process.pid % 100_000));
      const order = checked(`setsid env -i prlimit --rttime=unlimited /bin/sleep ${mark} & touch begun; sleep 302`);
      await rig.dispatch.start(order);
      assert.ok(await eventually(() => fs.existsSync(join(rig.root, "begun")) && runs(mark)));
      const claim = readClaim(join(rig.root, order.directory, "claim"));
      assert.ok(claim !== null && claim !== "unreadable");
      systemProc.signal(claim.pid, "KILL");
      assert.equal((await rig.dispatch.ended(order)).type, "gone");
      assert.ok(await eventually(() => !runs(mark) && rig.alive() === 0));
    });

    it("is stopped on request, and adopted by another owner meanwhile", async () => {
      const order = checked("trap 'echo bye; exit 0' TERM; touch begun; while :; do sleep 0.02; done");
      await rig.dispatch.start(order);
      assert.ok(await eventually(() => fs.existsSync(join(rig.root, "begun"))));
      const next = rig.restarted();
      assert.equal((await next.look(order)).type, "running");
      await next.stop(order, 2000);
      const end = await next.ended(order);
      assert.ok(end.type === "ended" && end.report.failure === "interrupted");
      assert.match(rig.read(order, "stdout.txt"), /bye/);
      next.close();
    });

    it("says of a program that is not there, and of a sandbox that cannot be made, that nothing was started", async () => {
      const missing = await rig.report(rig.stage({ runner: { name: "command", argv: ["/no/such/program"], model: null }, sandbox }));
      assert.equal(missing.failure, "spawn_failed");
      assert.match(missing.detail, /No such file/);
      const without = rig.restarted({ PATH: rig.root, HOME: "/" });
      fs.writeFileSync(join(rig.root, "bwrap"), "#!/bin/sh\nexit 0\n", { mode: 0o755 });
      const start = await without.start(checked("true"));
      assert.ok(start.type === "failed" && /no bubblewrap/.test(start.detail), JSON.stringify(start));
      without.close();
    });
  });
});

/** Whether some process has this word among its arguments. */
function runs(word: string): boolean {
  return systemProc.table().some(({ pid }) => {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(word);
    } catch {
      return false;
    }
  });
}
