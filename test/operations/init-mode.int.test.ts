import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { type TestWorkspace, testWorkspace } from "./support/test-workspace.ts";

describe("workspace.init without a mode", () => {
  let programs: string;
  let workspace: TestWorkspace;
  beforeEach(() => {
    programs = mkdtempSync(join(tmpdir(), "millrace-programs-"));
    workspace = testWorkspace({ PATH: `${programs}:/usr/bin:/bin` });
  });
  afterEach(() => {
    workspace.remove();
    rmSync(programs, { recursive: true, force: true });
  });

  const program = (name: string, script: string): void => writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const config = (): string => readFileSync(join(workspace.root, "millrace.toml"), "utf8");
  const loggedOut = `case "$1" in --version) echo codex-cli 0.169.0 ;; *) echo '{"checks":{"auth.credentials":{"status":"fail","summary":"none"}}}' ;; esac`;
  const loggedIn = `case "$1" in --version) echo 2.1.197 ;; *) echo '{"loggedIn":true,"authMethod":"oauth"}' ;; esac`;

  it("names the first harness that is installed and has a login, and says which and why", async () => {
    program("codex", loggedOut);
    program("claude", loggedIn);
    const { chosen } = await workspace.perform("workspace.init");
    assert.deepEqual(chosen, {
      mode: "default_claude",
      why: 'Mode "auto" chose default_claude: claude 2.1.197, oauth; not default_codex: codex: none (codex login)',
    });
    assert.match(config(), /^\[runtime\]\nmode = "default_claude" /m);
  });

  it("takes the mode that needs no harness where none is ready, and says what each lacks", async () => {
    program("codex", loggedOut);
    const { chosen } = (await workspace.perform("workspace.init")) as unknown as { chosen: { mode: string; why: string } };
    assert.equal(chosen.mode, "default_shell");
    assert.match(chosen.why, /^It needs no harness\. .*codex: none \(codex login\); .*claude: there is no such program/);
    assert.doesNotMatch(config(), /^mode = /m);
  });

  it("looks at no harness where a mode is named, and changes no choice that was made", async () => {
    const seen = join(programs, "seen");
    program("claude", `touch ${seen}; ${loggedIn}`);
    const named = await workspace.perform("workspace.init", { mode: "default_codex" });
    assert.equal(named.chosen, null);
    assert.match(config(), /^mode = "default_codex" /m);
    const before = config();
    assert.equal((await workspace.perform("workspace.init")).chosen, null);
    assert.equal(config(), before);
    assert.throws(() => readFileSync(seen), { code: "ENOENT" });
  });
});
