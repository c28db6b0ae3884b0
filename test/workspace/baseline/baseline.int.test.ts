import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { unwrap } from "../../../src/kernel/errors/result.ts";
import type { Fs } from "../../../src/kernel/ports/fs.ts";
import { diskFs } from "../../../src/kernel/real/fs.ts";
import { sha256 } from "../../../src/kernel/sha256.ts";
import { applyBaseline } from "../../../src/workspace/baseline/apply-baseline.ts";
import { BASELINE } from "../../../src/workspace/baseline/baseline.ts";
import { type BaselineChange, type BaselinePlan, planBaseline } from "../../../src/workspace/baseline/plan-baseline.ts";
import { undoBaseline } from "../../../src/workspace/baseline/undo-baseline.ts";
import { writeBaseline } from "../../../src/workspace/baseline/write-baseline.ts";
import { applyInit } from "../../../src/workspace/init/apply-init.ts";
import { planInit } from "../../../src/workspace/init/plan-init.ts";
import { filesBelow } from "../import/older-fixture.ts";

const clock = { wall: () => Date.parse("2026-11-20T12:00:00Z") };
const entry = "/opt/millrace/millrace.ts";
const CONFIG = "millrace.toml";

describe("the baseline of a workspace", () => {
  let root: string;
  const path = (name: string): string => join(root, name);
  const text = (name: string): string => readFileSync(path(name), "utf8");
  const write = (name: string, content: string): void => writeFileSync(path(name), content);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "millrace-baseline-"));
    applyInit(diskFs, unwrap(planInit(diskFs, root, { entry })));
    writeBaseline(diskFs, root, { mode: undefined, entry });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** Makes the manifest say that an older version had installed that text. */
  function installedBefore(file: string, old: string): void {
    const manifest = JSON.parse(text(BASELINE)) as { files: { path: string; sha256: string; text: string }[] };
    for (const one of manifest.files) {
      if (one.path === file) Object.assign(one, { text: old, sha256: sha256(old) });
    }
    write(BASELINE, JSON.stringify(manifest));
  }
  function plan(): BaselinePlan {
    const found = planBaseline(diskFs, root, entry);
    assert.ok("plan" in found);
    return found.plan;
  }
  const action = (file: string): BaselineChange["action"] | undefined => plan().changes.find((change) => change.path === file)?.action;

  it("has nothing to do right after init", () => {
    assert.deepEqual(
      plan().changes.map(({ action: what }) => what),
      ["current", "current", "current"],
    );
  });

  it("replaces what nobody edited, and puts the bytes back when undone", () => {
    const old = `# an older text\n${text(CONFIG).split("\n").slice(3).join("\n")}`;
    const shipped = text(CONFIG);
    installedBefore(CONFIG, old);
    write(CONFIG, old);
    const before = filesBelow(root);
    assert.equal(action(CONFIG), "replace");
    assert.ok(applyBaseline(diskFs, clock, plan()));
    assert.equal(text(CONFIG), shipped);
    assert.equal(action(CONFIG), "current");
    unwrap(undoBaseline(diskFs, root));
    const after = filesBelow(root);
    for (const name of after.keys()) if (name.startsWith("millrace-agents/upgrades/")) after.delete(name);
    assert.deepEqual(after, before);
    assert.deepEqual(undoBaseline(diskFs, root), { ok: false, failure: { code: "upgrade.nothing-to-undo", values: {} } });
  });

  it("keeps an edit of what this version did not change, and writes nothing", () => {
    write(CONFIG, `${text(CONFIG)}\n[runtime]\nmax_runs = 2\n`);
    assert.equal(action(CONFIG), "keep");
    assert.equal(applyBaseline(diskFs, clock, plan()), null);
    assert.match(text(CONFIG), /max_runs = 2/);
  });

  it("merges an edit with a change of other lines", () => {
    const shipped = text(CONFIG);
    const old = shipped.replace(/^# The configuration of this workspace\..*\n/, "# An older first line.\n");
    assert.notEqual(old, shipped);
    installedBefore(CONFIG, old);
    write(CONFIG, `${old}\n[runtime]\nmax_runs = 2\n`);
    assert.equal(action(CONFIG), "merge");
    applyBaseline(diskFs, clock, plan());
    assert.equal(text(CONFIG), `${shipped}\n[runtime]\nmax_runs = 2\n`);
    assert.equal(action(CONFIG), "keep");
  });

  it("keeps an edit of the same lines, lays this version's beside it once, and undoes that too", () => {
    const shipped = text(CONFIG);
    installedBefore(CONFIG, "# old\n");
    write(CONFIG, "# mine\n");
    assert.equal(action(CONFIG), "conflict");
    applyBaseline(diskFs, clock, plan());
    assert.equal(text(CONFIG), "# mine\n");
    assert.equal(text(`${CONFIG}.new`), shipped);
    assert.equal(action(CONFIG), "keep");
    unwrap(undoBaseline(diskFs, root));
    assert.equal(existsSync(path(`${CONFIG}.new`)), false);
    assert.equal(action(CONFIG), "conflict");
  });

  it("keeps everything where no manifest says what was installed", () => {
    rmSync(path(BASELINE));
    write(CONFIG, "# mine\n");
    assert.equal(action(CONFIG), "conflict");
    assert.equal(action("millrace-agents/.gitignore"), "current");
  });

  it("leaves away what was taken away", () => {
    rmSync(path("millrace.ts"));
    assert.equal(action("millrace.ts"), "removed");
    assert.equal(applyBaseline(diskFs, clock, plan()), null);
    assert.equal(existsSync(path("millrace.ts")), false);
  });

  it("leaves a directory in a file's place alone", () => {
    rmSync(path(CONFIG));
    diskFs.makeDirectory(path(CONFIG));
    assert.equal(action(CONFIG), "unreadable");
  });

  it("refuses to undo over a later edit, and changes nothing then", () => {
    installedBefore(CONFIG, "# old\n");
    write(CONFIG, "# old\n");
    applyBaseline(diskFs, clock, plan());
    write(CONFIG, "# edited since\n");
    const undone = undoBaseline(diskFs, root);
    assert.equal(undone.ok, false);
    assert.equal(!undone.ok && undone.failure.code, "upgrade.edited");
    assert.equal(text(CONFIG), "# edited since\n");
  });

  it("refuses a manifest of a newer version", () => {
    write(BASELINE, JSON.stringify({ v: 2, product: "millrace 9.0", files: [] }));
    assert.deepEqual(planBaseline(diskFs, root, entry), { kind: "newer", product: "millrace 9.0" });
  });

  it("leaves each file old or new when it dies, goes on when applied again, and then undoes to the first bytes", () => {
    for (let changes = 0; ; changes++) {
      rmSync(root, { recursive: true, force: true });
      applyInit(diskFs, unwrap(planInit(diskFs, root, { entry })));
      writeBaseline(diskFs, root, { mode: undefined, entry });
      const shipped = new Map([CONFIG, "millrace.ts"].map((name) => [name, text(name)]));
      for (const name of shipped.keys()) {
        installedBefore(name, `old ${name}\n`);
        write(name, `old ${name}\n`);
      }
      const before = filesBelow(root);
      let died = false;
      try {
        applyBaseline(dyingFs(changes), clock, plan());
      } catch (error) {
        assert.equal((error as Error).message, "died");
        died = true;
      }
      for (const [name, now] of shipped) assert.ok([now, `old ${name}\n`].includes(text(name)), `${name} after ${changes} changes`);
      applyBaseline(diskFs, clock, plan());
      for (const [name, now] of shipped) assert.equal(text(name), now, `${name} after ${changes} changes`);
      unwrap(undoBaseline(diskFs, root));
      const after = filesBelow(root);
      for (const name of after.keys()) if (name.startsWith("millrace-agents/upgrades/") || name.endsWith(".tmp")) after.delete(name);
      assert.deepEqual(after, before, `after ${changes} changes`);
      if (!died) return;
    }
  });
});

function dyingFs(changes: number): Fs {
  let left = changes;
  return {
    ...diskFs,
    rename(from, to) {
      if (left-- <= 0) throw new Error("died");
      diskFs.rename(from, to);
    },
  };
}
