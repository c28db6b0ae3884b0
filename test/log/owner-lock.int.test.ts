import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { Holder } from "../../src/kernel/ports/owner-lock.ts";
import { sqliteOwnerLock } from "../../src/kernel/real/owner-lock.ts";

const CHILD = join(import.meta.dirname, "owner-lock-child.ts");
const RACER = join(import.meta.dirname, "owner-lock-racer.ts");
const SOURCE = join(import.meta.dirname, "../../src");
const me: Holder = { pid: process.pid, started: "me", role: "once", since: "2026-11-20T00:00:00.000Z", epoch: 0 };

function onPath(name: string): string | null {
  const places = (process.env.PATH ?? "").split(delimiter).map((directory) => join(directory, name));
  return places.find((path) => existsSync(path)) ?? null;
}

/** Command lines that run a source file, by runtime, where it is installed. */
const runtimes = [
  ["bun", onPath("bun"), []],
  ["deno", onPath("deno"), ["run", "-A", "--no-check"]],
] as const;

describe("sqliteOwnerLock", () => {
  let home = "";
  let children: ChildProcessWithoutNullStreams[] = [];
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "millrace-lock-"));
    children = [];
  });
  afterEach(() => {
    for (const child of children) child.kill("SIGKILL");
    rmSync(home, { recursive: true, force: true });
  });

  /** A child that tries to take the lock; `next` gives its next line. */
  function start(program: string, options: readonly string[]): { child: ChildProcessWithoutNullStreams; next: () => Promise<string> } {
    const child = spawn(program, [...options, CHILD, home]);
    children.push(child);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return { child, next: async () => String((await lines.next()).value) };
  }

  it("is held by one at a time in a process too, under any name of the directory, and free after release()", () => {
    const first = sqliteOwnerLock.acquire(home, me);
    assert.equal(first.kind, "held");
    assert.deepEqual(sqliteOwnerLock.acquire(home, { ...me, pid: 1 }), { kind: "taken", holder: me });
    assert.equal(sqliteOwnerLock.acquire(`${home}/../${home.split("/").at(-1)}`, me).kind, "taken");
    if (first.kind === "held") {
      first.lock.describe({ ...me, epoch: 9 });
      assert.deepEqual(sqliteOwnerLock.acquire(home, me), { kind: "taken", holder: { ...me, epoch: 9 } });
      first.lock.release();
      first.lock.release();
    }
    assert.equal(existsSync(join(home, "holder.json")), false);
    const second = sqliteOwnerLock.acquire(home, me);
    assert.equal(second.kind, "held");
    // A released lock has no say over a later one.
    if (first.kind === "held") first.lock.release();
    assert.equal(sqliteOwnerLock.acquire(home, me).kind, "taken");
    if (second.kind === "held") second.lock.release();
  });

  for (const [name, program, options] of runtimes) {
    it(`held by a ${name} process is taken for all others until it is killed, and then free at once`, { ignore: !program }, async () => {
      const { child, next } = start(program ?? "", options);
      assert.deepEqual(JSON.parse(await next()), { kind: "held", pid: child.pid });
      const refused = sqliteOwnerLock.acquire(home, me);
      assert.equal(refused.kind, "taken");
      assert.equal(refused.kind === "taken" && refused.holder?.pid, child.pid);
      for (const [, other, otherOptions] of runtimes) {
        if (!other) continue;
        const rival = start(other, otherOptions);
        assert.deepEqual(JSON.parse(await rival.next()), { kind: "taken", pid: child.pid });
      }
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
      const after = sqliteOwnerLock.acquire(home, me);
      assert.equal(after.kind, "held");
      if (after.kind === "held") after.lock.release();
    });
  }

  it("released by its holder is free while that process lives on", async () => {
    const [, program, options] = runtimes.find(([, path]) => path) ?? assert.fail("no runtime on the PATH");
    const { child, next } = start(program ?? "", options);
    await next();
    child.stdin.write("release\n");
    assert.equal(await next(), "released");
    const after = sqliteOwnerLock.acquire(home, me);
    assert.equal(after.kind, "held");
    if (after.kind === "held") after.lock.release();
  });

  it("is got by one of two who try at the same instant, and never by both at a time", async () => {
    const [, program, options] = runtimes.find(([, path]) => path) ?? assert.fail("no runtime on the PATH");
    const [start, step, rounds] = [Date.now() + 1500, 100, 30];
    const racing = [0, 1].map(async () => {
      const racer = spawn(program ?? "", [...options, RACER, home, ...[start, step, rounds].map(String)]);
      children.push(racer);
      const [said] = (await once(racer.stdout, "data")) as [Buffer];
      return JSON.parse(said.toString()) as ([number, number] | "late" | null)[];
    });
    const [one = [], other = []] = await Promise.all(racing);
    assert.deepEqual([one.length, other.length], [rounds, rounds]);
    let races = 0;
    for (const [round, mine] of one.entries()) {
      const theirs = other[round] ?? null;
      if (mine === "late" || theirs === "late") continue;
      races++;
      assert.ok(mine ?? theirs, `round ${round}: nobody got it`);
      if (mine && theirs) assert.ok(mine[1] < theirs[0] + 2 || theirs[1] < mine[0] + 2, `round ${round}: ${mine} and ${theirs}`);
    }
    assert.ok(races >= 10, `only ${races} rounds were a race`);
  });

  it("lies in a file that no other source names: opening and closing it would drop the lock", () => {
    const naming = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .filter((path) => readFileSync(join(SOURCE, path), "utf8").includes("lock.db"));
    assert.deepEqual(naming, ["kernel/real/owner-lock.ts"]);
  });
});
