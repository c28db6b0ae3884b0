import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { sandboxUnavailable } from "../../../src/runners/sandbox/unavailable.ts";
import { sandboxHere } from "./sandbox-here.ts";

describe("sandboxUnavailable()", { ignore: process.platform !== "linux" }, () => {
  let directory: string;
  beforeEach(() => {
    directory = fs.mkdtempSync(join(tmpdir(), "millrace-programs-"));
  });
  afterEach(() => fs.rmSync(directory, { recursive: true, force: true }));

  const program = (name: string, script: string): void =>
    fs.writeFileSync(join(directory, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const found = (path: string, root = "/nowhere", hosts = false) => sandboxUnavailable({ PATH: path }, root, { hosts });

  it("is null where a sandbox can be made", { ignore: !sandboxHere() }, () => {
    assert.equal(found(process.env.PATH ?? ""), null);
    assert.equal(found(process.env.PATH ?? "", "/nowhere", true), null);
  });

  it("says what to install where there is no bubblewrap", () => {
    assert.deepEqual(found(directory), {
      why: "There is no bubblewrap (bwrap) in PATH outside of the workspace",
      fix: "apt-get install bubblewrap, or write enabled = false under [sandbox]",
    });
  });

  it("does not run one that lies in the workspace", () => {
    program("bwrap", `touch ${directory}/ran`);
    assert.match(found(directory, directory)?.why ?? "", /no bubblewrap/);
    assert.ok(!fs.existsSync(join(directory, "ran")));
  });

  it("says what bubblewrap says where the kernel forbids it", () => {
    program("bwrap", 'echo "bwrap: No permissions to create new namespace" >&2; exit 1');
    const problem = found(directory);
    assert.equal(problem?.why, "bubblewrap cannot make a sandbox here: bwrap: No permissions to create new namespace");
    assert.match(problem?.fix ?? "", /unprivileged_userns_clone/);
  });

  it("refuses a list of hosts without socat", () => {
    program("bwrap", "exit 0");
    assert.equal(found(`${directory}`, "/nowhere", false), null);
    assert.match(found(directory, "/nowhere", true)?.fix ?? "", /apt-get install socat/);
  });
});
