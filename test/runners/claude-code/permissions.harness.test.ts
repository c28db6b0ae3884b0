import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import type { Permission } from "../../../src/runners/contract/stage-run-request.ts";
import type { Turn } from "../../support/model-server/turn.ts";
import { claudeBench } from "../support/claude.ts";
import { harnessProgram } from "../support/harness-program.ts";
import { newRig } from "../support/rig.ts";

const program = harnessProgram("claude");

/** What a stage could do: write a file of the workspace and one of its own with its tools, and run a command that is not harmless. */
async function could(permission: Permission): Promise<{ edit: boolean; own: boolean; run: boolean }> {
  const bench = await claudeBench(program ?? "");
  const rig = newRig();
  try {
    const order = rig.stage();
    const write = (path: string): Turn => ({ type: "use", tool: "Write", input: { file_path: join(rig.root, path), content: "x\n" } });
    const turns: Turn[] = [write("in.txt"), write(`${order.directory}/own.md`), { type: "run", command: 'python3 -c \'open("ran","w")\'' }];
    const changes = bench.meets(...turns, { type: "say", text: "### BUILDER_COMPLETE" });
    const runner = { name: "claude_code", argv: [], model: null, ...changes.runner, permission };
    const report = await rig.report({ ...order, request: { ...order.request, ...changes, runner } });
    assert.equal(report.failure, null, report.detail);
    const has = (path: string): boolean => fs.existsSync(join(rig.root, path));
    return { edit: has("in.txt"), own: has(`${order.directory}/own.md`), run: has("ran") };
  } finally {
    await rig.end();
    await bench.close();
  }
}

describe("permissions of claude_code, with the real claude", { ignore: program === null }, () => {
  it("lets report edit in its own directory only, and run commands", async () => {
    assert.deepEqual(await could("report"), { edit: false, own: true, run: true });
  });

  it("lets basic edit in the workspace, and run nothing that claude does not take for harmless", async () => {
    assert.deepEqual(await could("basic"), { edit: true, own: true, run: false });
  });

  it("lets elevated edit in the workspace and run commands", async () => {
    assert.deepEqual(await could("elevated"), { edit: true, own: true, run: true });
  });
});
