import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import type { Permission } from "../../../src/runners/contract/stage-run-request.ts";
import type { Turn } from "../../support/model-server/turn.ts";
import { acpBench } from "../support/acp.ts";
import { harnessProgram } from "../support/harness-program.ts";
import { newRig } from "../support/rig.ts";

const program = harnessProgram("acp");

/** What a stage could do of that for which its agent asks leave: write its report, in the workspace and elsewhere, and run a command. */
async function could(permission: Permission): Promise<string> {
  const bench = await acpBench(program ?? "");
  const rig = newRig();
  const foreign = fs.mkdtempSync(join(tmpdir(), "millrace-foreign-"));
  try {
    const order = rig.stage();
    const places = { report: join(order.directory, "report.md"), workspace: "in.txt", elsewhere: join(foreign, "out.txt") };
    const paths = Object.values(places).map((path) => (path.startsWith("/") ? path : join(rig.root, path)));
    const turns: Turn[] = paths.map((path) => ({ type: "use", tool: "Write", input: { file_path: path, content: "x\n" } }));
    const run: Turn = { type: "run", command: 'python3 -c \'open("ran","w")\'' };
    const changes = bench.meets(...turns, run, { type: "say", text: "### BUILDER_COMPLETE" });
    const runner = { name: "acp", argv: [], model: null, ...changes.runner, permission };
    const report = await rig.report({ ...order, request: { ...order.request, ...changes, runner } });
    assert.equal(report.failure, null, report.detail);
    const made = Object.keys(places).filter((_, at) => fs.existsSync(paths[at] ?? ""));
    return [...made, ...(fs.existsSync(join(rig.root, "ran")) ? ["command"] : [])].join(" ");
  } finally {
    fs.rmSync(foreign, { recursive: true, force: true });
    await rig.end();
    await bench.close();
  }
}

describe("permissions of acp, with a real agent", { ignore: program === null }, () => {
  const allowed = {
    report: "report command",
    basic: "report workspace",
    elevated: "report workspace command",
    maximum: "report workspace elsewhere command",
  } as const;
  for (const level of ["report", "basic", "elevated", "maximum"] as const) {
    it(`${level} is its answer to what the agent asks leave for`, async () => {
      assert.equal(await could(level), allowed[level]);
    });
  }
});
