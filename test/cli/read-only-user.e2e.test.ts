import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { describe, it } from "@std/testing/bdd";
import { program } from "../support/e2e/program.ts";
import { inWorkspace, type Workspace } from "../support/e2e/workspace.ts";

const NOBODY = 65_534;
const [file, ...entry] = program();

/** The superuser may write everywhere, and becomes somebody else where that one can run the program. */
const options = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
const cannot = spawnSync(file, ["--version"], { ...options, cwd: "/" }).status !== 0;

describe("a user who may read a workspace and not write to it", () => {
  it("is told so by doctor, and can read on", { ignore: cannot }, () =>
    inWorkspace({}, async (workspace) => {
      chmodSync(dirname(workspace.root), 0o755);
      chmodSync(join(workspace.root, "millrace-agents"), 0o555);
      const doctor = perform(workspace, "doctor");
      assert.equal(doctor.status, 1, doctor.stdout);
      assert.match(doctor.stdout, /error {4}access {6}You may not write to .*\/millrace-agents/);
      assert.equal(perform(workspace, "status").status, 0);
      assert.equal(perform(workspace, "add-task", "x").status, 4);
      chmodSync(join(workspace.root, "millrace-agents"), 0o755);
    }),
  );

  it("hears from doctor and health which directory is closed, and everything else as always", { ignore: cannot }, () =>
    inWorkspace({}, async (workspace) => {
      chmodSync(dirname(workspace.root), 0o755);
      for (const closed of ["mailbox/incoming", ".owner", "log", "tasks"]) {
        const path = join(workspace.root, "millrace-agents", closed);
        const before = statSync(path).mode;
        chmodSync(path, 0o000);
        const doctor = perform(workspace, "doctor");
        assert.ok([1, 9].includes(doctor.status ?? -1), `${closed}\n${doctor.stdout}${doctor.stderr}`);
        if (closed !== "tasks") assert.match(doctor.stdout, new RegExp(`${closed}.* cannot be read \\(EACCES\\)`), closed);
        if (closed.startsWith("mailbox")) assert.equal(perform(workspace, "health").status, 1);
        if (closed === ".owner") assert.equal(perform(workspace, "add-task", "x").status, 4);
        chmodSync(path, before);
      }
    }),
  );

  it("still gets a list of what needs a person, where what was refused lies in a directory that is closed now", { ignore: cannot }, () =>
    inWorkspace({}, async (workspace) => {
      chmodSync(dirname(workspace.root), 0o755);
      workspace.write("millrace-agents/tasks/queue/bad.md", "no document\n");
      await workspace.run(["start", "--once"]);
      chmodSync(join(workspace.root, "millrace-agents/tasks/queue"), 0o000);
      const attention = perform(workspace, "attention");
      assert.equal(attention.status, 6, attention.stderr);
      assert.match(attention.stdout, /bad\.md.* cannot be taken in/);
      assert.equal(perform(workspace, "queue", "ls").status, 0);
      chmodSync(join(workspace.root, "millrace-agents/tasks/queue"), 0o755);
    }),
  );
});

function perform(workspace: Workspace, ...args: string[]) {
  return spawnSync(file, [...entry, ...args], { ...options, cwd: workspace.root, env: { ...workspace.env }, encoding: "utf8" });
}
