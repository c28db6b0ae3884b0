import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import type { Permission } from "../../../src/runners/contract/stage-run-request.ts";
import type { Turn } from "../../support/model-server/turn.ts";
import { harnessProgram } from "../support/harness-program.ts";
import { piBench } from "../support/pi.ts";
import { newRig } from "../support/rig.ts";

const program = harnessProgram("pi");

/** What a stage could do with pi's own tools: write a whole file, edit one, run a command. */
async function could(permission: Permission): Promise<{ write: boolean; edit: boolean; run: boolean }> {
  const bench = await piBench(program ?? "");
  const rig = newRig();
  try {
    fs.writeFileSync(join(rig.root, "old.txt"), "before\n");
    const turns: Turn[] = [
      { type: "use", tool: "write", input: { path: "new.txt", content: "x\n" } },
      { type: "use", tool: "edit", input: { path: "old.txt", edits: [{ oldText: "before", newText: "after" }] } },
      { type: "use", tool: "bash", input: { command: "touch ran" } },
    ];
    const changes = bench.meets(...turns, { type: "say", text: "### BUILDER_COMPLETE" });
    const runner = { name: "pi_rpc", argv: [], model: null, ...changes.runner, permission };
    const report = await rig.report(rig.stage({ ...changes, runner }));
    assert.equal(report.failure, null, report.detail);
    const has = (name: string): boolean => fs.existsSync(join(rig.root, name));
    return { write: has("new.txt"), edit: fs.readFileSync(join(rig.root, "old.txt"), "utf8") === "after\n", run: has("ran") };
  } finally {
    await rig.end();
    await bench.close();
  }
}

describe("permissions of pi_rpc, with the real pi", { ignore: program === null }, () => {
  it("lets report write its report and run commands, but edit nothing", async () => {
    assert.deepEqual(await could("report"), { write: true, edit: false, run: true });
  });

  it("lets basic write and edit, and run nothing", async () => {
    assert.deepEqual(await could("basic"), { write: true, edit: true, run: false });
  });

  it("lets elevated and maximum do all of it", async () => {
    for (const level of ["elevated", "maximum"] as const)
      assert.deepEqual(await could(level), { write: true, edit: true, run: true }, level);
  });
});
