import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { describe, it } from "@std/testing/bdd";
import type { Permission } from "../../../src/runners/contract/stage-run-request.ts";
import { codexBench } from "../support/codex.ts";
import { harnessProgram } from "../support/harness-program.ts";
import { newRig } from "../support/rig.ts";

const program = harnessProgram("codex");

/** Containers may forbid what codex makes its sandbox from. */
function sandboxWorks(): boolean {
  if (program === null) return false;
  // Without a home outside of temporary directories codex has no sandbox.
  const home = fs.mkdtempSync(join(homedir(), ".millrace-codex-"));
  const env = { ...process.env, CODEX_HOME: home };
  const { status } = spawnSync(program, ["sandbox", "--", "true"], { env, timeout: 20_000 });
  fs.rmSync(home, { recursive: true, force: true });
  return status === 0;
}

/** Which files a stage could write: in the workspace, in its own directory, and in one that is neither nor temporary. */
async function written(permission: Permission, config = ""): Promise<{ inside: boolean; own: boolean; outside: boolean; result: boolean }> {
  const bench = await codexBench(program ?? "", homedir());
  const rig = newRig();
  const foreign = fs.mkdtempSync(join(homedir(), ".millrace-test-"));
  const result = `printf '{"schema":"millrace.stage-result.v1","terminal":"BUILDER_COMPLETE"}' > "$MILLRACE_RESULT"`;
  try {
    const command = `echo in > in.txt; ${result}; echo own > "$(dirname "$MILLRACE_RESULT")/own.md"; echo out > ${foreign}/out.txt`;
    const changes = bench.meets({ type: "run", command }, { type: "say", text: "Tried all." });
    fs.writeFileSync(join(changes.env?.set.CODEX_HOME ?? "", "config.toml"), config);
    const runner = { name: "codex_cli", argv: [], model: null, ...changes.runner, permission };
    const order = rig.stage({ ...changes, runner });
    const { claimed, failure } = await rig.report(order);
    return {
      inside: fs.existsSync(join(rig.root, "in.txt")),
      own: rig.exists(order, "own.md"),
      outside: fs.existsSync(join(foreign, "out.txt")),
      result: claimed === "BUILDER_COMPLETE" && failure === null,
    };
  } finally {
    fs.rmSync(foreign, { recursive: true, force: true });
    await rig.end();
    await bench.close();
  }
}

describe("permissions of codex_cli, with the real codex", { ignore: !sandboxWorks() }, () => {
  it("lets report write in its own directory and leave its result there, and nowhere else", async () => {
    assert.deepEqual(await written("report"), { inside: false, own: true, outside: false, result: true });
  });

  it("holds report also where codex's own configuration says otherwise", async () => {
    const config = 'sandbox_mode = "danger-full-access"\n';
    assert.deepEqual(await written("report", config), { inside: false, own: true, outside: false, result: true });
  });

  it("lets basic write in the workspace and leave its result, and nowhere else", async () => {
    assert.deepEqual(await written("basic"), { inside: true, own: true, outside: false, result: true });
  });

  it("lets elevated and maximum write everywhere", async () => {
    for (const permission of ["elevated", "maximum"] as const) {
      assert.deepEqual(await written(permission), { inside: true, own: true, outside: true, result: true }, permission);
    }
  });
});
