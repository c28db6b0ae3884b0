import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { Git } from "../../src/delivery/git/git.ts";
import { withLeftLocks } from "../../src/delivery/git/left-locks.ts";
import type { Repository } from "../../src/delivery/git/repository.ts";
import { KILLED } from "../../src/delivery/git/was-killed.ts";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import { until } from "../support/e2e/until.ts";
import { makeYard } from "./yard.ts";

const SECONDS_AGO = (seconds: number): Date => new Date(Date.now() - seconds * 1000);

describe("withLeftLocks()", { ignore: process.platform !== "linux" }, () => {
  const yard = makeYard();
  let repository: Repository;
  let lock: string;
  let note: string;
  beforeEach(() => {
    const { root } = yard.repo();
    const directory = join(yard.directory(), "private");
    const gitDirectory = join(root, ".git");
    const index = join(gitDirectory, "index");
    repository = { git: new Git(root, "git"), gitDirectory, index, prefix: [], algorithm: "sha1", directory, refs: "refs/millrace/" };
    lock = `${index}.lock`;
    note = join(directory, "git-at-work");
  });
  const others: ChildProcess[] = [];
  afterEach(async () => {
    for (const other of others.splice(0)) other.kill("SIGKILL");
    yard.clear();
  });

  /** A note of so many seconds ago, and a lock. */
  const left = (noted: number | null, locked: number): void => {
    mkdirSync(repository.directory, { recursive: true });
    if (noted !== null) writeFileSync(note, "");
    if (noted !== null) utimesSync(note, SECONDS_AGO(noted), SECONDS_AGO(noted));
    writeFileSync(lock, "");
    utimesSync(lock, SECONDS_AGO(locked), SECONDS_AGO(locked));
  };
  const unlocks = (): Promise<boolean> => withLeftLocks(repository, (unlock) => Promise.resolve(unlock(lock)));

  it("removes a lock that was made while a git of ours was at work, and forgets that it was", async () => {
    left(10, 5);
    assert.equal(await unlocks(), true);
    assert.deepEqual([existsSync(lock), existsSync(note)], [false, false]);
  });

  const STAYS: [string, number | null, number][] = [
    ["without a note of one who was killed", null, 5],
    ["that is older than the note", 5, 10],
    ["that is younger than a second, whatever the clock says", 10, -30],
  ];
  for (const [what, noted, locked] of STAYS) {
    it(`leaves a lock ${what}`, async () => {
      left(noted, locked);
      assert.equal(await unlocks(), false);
      assert.deepEqual([existsSync(lock), existsSync(note)], [true, noted !== null]);
    });
  }

  it("leaves a lock while a git runs in the repository, and removes it afterwards", async () => {
    left(10, 5);
    mkdirSync(join(repository.git.cwd, "below"));
    const other = spawn("git", ["cat-file", "--batch"], { cwd: join(repository.git.cwd, "below"), stdio: ["pipe", "pipe", "ignore"] });
    others.push(other);
    other.stdin.write("HEAD\n");
    await new Promise((resume) => other.stdout.once("data", resume));
    assert.equal(await unlocks(), false);
    const ended = new Promise((resume) => other.once("close", resume));
    other.kill("SIGKILL");
    await ended;
    assert.equal(await unlocks(), true);
  });

  it("leaves a lock that any program has open", async () => {
    left(10, 5);
    const sign = join(repository.directory, "open");
    others.push(spawn("sh", ["-c", 'exec 9>>"$1"; touch -d "5 seconds ago" "$1"; : > "$2"; exec sleep 60', "sh", lock, sign]));
    await until("the lock is open", () => existsSync(sign));
    assert.equal(await unlocks(), false);
  });

  it("keeps the note of a git that was killed, and none of one that failed", async () => {
    const failing = (exit: string) =>
      withLeftLocks(repository, () => Promise.reject(new MillraceError("git.failed", { command: "update-ref", exit, problem: "" })));
    await assert.rejects(failing("exit 1"), MillraceError);
    assert.equal(existsSync(note), false);
    await assert.rejects(failing(KILLED), MillraceError);
    assert.equal(existsSync(note), true);
  });
});
