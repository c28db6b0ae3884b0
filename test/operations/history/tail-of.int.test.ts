import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "@std/testing/bdd";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { realWorld } from "../../../src/kernel/real/world.ts";
import { newestAttempt } from "../../../src/operations/history/newest-attempt.ts";
import { tailOf } from "../../../src/operations/history/tail-of.ts";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "millrace-tail-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("tailOf()", () => {
  const tail = (text: string, lines: number) => {
    writeFileSync(join(root, "out"), text);
    return tailOf(diskFs, join(root, "out"), lines);
  };

  it("gives the last lines and says whether something was left out", () => {
    assert.deepEqual(tail("a\nb\nc\n", 2), { text: "b\nc\n", bytes: 6, cut: true });
    assert.deepEqual(tail("a\nb", 2), { text: "a\nb", bytes: 3, cut: false });
    assert.deepEqual(tail("", 2), { text: "", bytes: 0, cut: false });
  });

  it("reads no more than the last mebibyte of a large file", () => {
    const { text, bytes, cut } = tail("x".repeat(3 << 20), 5);
    assert.deepEqual([text.length, bytes, cut], [1 << 20, 3 << 20, true]);
  });

  it("takes a file that is not there for an empty one", () => {
    assert.deepEqual(tailOf(diskFs, join(root, "none"), 5), { text: "", bytes: 0, cut: false });
  });
});

describe("newestAttempt()", () => {
  it("orders attempts and checks by their numbers, not by their letters", () => {
    for (const name of ["1.1", "1.2", "1.10", "checks/1.c1.2", "checks/1.c1.10", "checks/1.c2.1"]) {
      mkdirSync(join(root, "millrace-agents/runs/fix-1", name), { recursive: true });
    }
    const newest = (check: boolean) => newestAttempt(realWorld(), root, { run: "fix-1", attempt: undefined, check }).directory;
    assert.equal(newest(false), "millrace-agents/runs/fix-1/1.10");
    assert.equal(newest(true), "millrace-agents/runs/fix-1/checks/1.c2.1");
  });

  it("takes an attempt by its whole id too", () => {
    const asked = { run: "fix-1", attempt: "fix-1.1.2", check: false };
    assert.equal(newestAttempt(realWorld(), root, asked).name, "1.2");
  });
});
