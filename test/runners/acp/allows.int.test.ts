import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import type { AcpToolCall } from "../../../src/runners/acp/acp-tool-call.ts";
import { allows } from "../../../src/runners/acp/allows.ts";
import type { Permission } from "../../../src/runners/contract/stage-run-request.ts";

const levels = ["report", "basic", "elevated", "maximum"] as const satisfies readonly Permission[];

describe("allows()", () => {
  let root: string;
  let own: string;
  beforeEach(() => {
    root = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), "millrace-acp-")));
    own = join(root, "runs/1.1");
    fs.mkdirSync(own, { recursive: true });
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  /** The levels that allow a call. */
  const allowed = (kind: string, ...paths: string[]): string => {
    const call: AcpToolCall = { id: "1", kind, name: "", title: "", input: "{}", paths, status: "pending" };
    return levels.filter((level) => allows(level, call, { root, own })).join(" ");
  };

  it("lets every level read and search", () => {
    for (const kind of ["read", "search", "think"]) assert.equal(allowed(kind, "/etc/passwd"), "report basic elevated maximum");
  });

  it("keeps writing to the attempt's directory, to the workspace, or nowhere, by what a path really leads to", () => {
    assert.equal(allowed("edit", join(own, "report.md")), "report basic elevated maximum");
    assert.equal(allowed("edit", join(root, "new/deep/a.ts")), "basic elevated maximum");
    assert.equal(allowed("delete", "src/a.ts"), "basic elevated maximum");
    assert.equal(allowed("move", join(root, "a"), join(root, "..", "b")), "maximum");
    assert.equal(allowed("edit", `${root}-beside/a.ts`), "maximum");
    assert.equal(allowed("edit", join(own, "../../../..", "etc/x")), "maximum");
    fs.symlinkSync(tmpdir(), join(root, "out"));
    assert.equal(allowed("edit", join(root, "out/x")), "maximum");
    assert.equal(allowed("edit"), "maximum");
  });

  it("allows commands, fetches and what it does not know by level", () => {
    assert.equal(allowed("execute"), "report elevated maximum");
    assert.equal(allowed("fetch"), "elevated maximum");
    assert.equal(allowed("other"), "elevated maximum");
    assert.equal(allowed("switch_mode"), "maximum");
  });
});
