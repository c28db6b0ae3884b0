import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { type TestWorkspace, testWorkspace } from "../support/test-workspace.ts";

interface Told {
  code: string;
  level: string;
  what: string;
}

describe("harnessFindings()", () => {
  let workspace: TestWorkspace;
  beforeEach(async () => {
    workspace = testWorkspace();
    await workspace.perform("workspace.init");
  });
  afterEach(() => workspace.remove());

  async function told(config: string): Promise<[string, string][]> {
    writeFileSync(join(workspace.root, "millrace.toml"), config);
    const { findings } = (await workspace.perform("doctor")) as unknown as { findings: Told[] };
    return findings.filter(({ code }) => code === "harness").map(({ level, what }) => [level, what]);
  }

  it("says nothing where no stage needs a harness", async () => {
    assert.deepEqual(await told('[runtime]\nmode = "default_shell"\n'), []);
  });

  it("tells the version of each program that is bound, and what it may do", async () => {
    const config = '[runtime]\nmode = "default_codex"\n[runners.codex_cli]\nargv = ["sh", "-c", "echo agent 1.2.3"]\n';
    const [[level, what] = ["", ""], ...more] = await told(config);
    assert.equal(level, "ok");
    assert.match(what, /agent 1\.2\.3; basic: commands write in the workspace/);
    assert.deepEqual(more, []);
  });

  it("tells which program cannot be started, and by whom it is needed", async () => {
    const config = '[runtime]\nmode = "default_claude"\n[runners.claude_code]\nargv = ["/nowhere/claude"]\n';
    assert.deepEqual(await told(config), [["error", 'The runner "claude_code" cannot start /nowhere/claude: ENOENT']]);
    const broken =
      '[runtime]\nmode = "default_codex"\n[stages.builder]\nargv = ["sh", "-c", "exit 3"]\n[runners.codex_cli]\nargv = ["true"]\n';
    assert.deepEqual((await told(broken)).map(([level]) => level).sort(), ["error", "ok"]);
  });
});
