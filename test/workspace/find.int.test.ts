import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { MillraceError } from "../../src/kernel/errors/millrace-error.ts";
import { diskFs } from "../../src/kernel/real/fs.ts";
import { type FindOptions, findWorkspace } from "../../src/workspace/find.ts";

describe("findWorkspace()", () => {
  let home: string;
  const find = (cwd: string, options: Partial<FindOptions> = {}): string => {
    const found = findWorkspace(diskFs, join(home, cwd), { env: {}, ...options });
    return found.ok ? found.value.slice(home.length + 1) : found.failure.code;
  };
  beforeEach(() => {
    home = fs.mkdtempSync(join(tmpdir(), "millrace-find-"));
    for (const path of ["a/millrace-agents/tasks/queue", "a/b/c", "a/inner ü/millrace-agents", "bare", "half"])
      fs.mkdirSync(join(home, path), { recursive: true });
    fs.writeFileSync(join(home, "a/millrace.toml"), "");
    fs.writeFileSync(join(home, "half/millrace.toml"), "");
    fs.writeFileSync(join(home, "a/inner ü/millrace-agents/millrace.toml"), "");
  });
  afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

  it("takes the nearest workspace upward", () => {
    assert.equal(find("a/b/c"), "a");
    assert.equal(find("a/inner ü"), "a/inner ü");
    assert.equal(find("a/millrace-agents/tasks/queue"), "a");
    assert.equal(find("a/inner ü/millrace-agents"), "a/inner ü");
    assert.equal(find("bare"), "workspace.none");
  });

  it("says that one without millrace-agents is incomplete", () => {
    assert.equal(find("half"), "workspace.incomplete");
    assert.equal(find("bare", { workspace: "../half" }), "workspace.incomplete");
  });

  it("prefers --workspace, then --config, then MILLRACE_WORKSPACE", () => {
    const env = { MILLRACE_WORKSPACE: join(home, "a/inner ü") };
    assert.equal(find("bare", { env }), "a/inner ü");
    assert.equal(find("bare", { env, config: "../a/millrace.toml" }), "a");
    assert.equal(find("bare", { env, workspace: "../a" }), "a");
    assert.equal(find("bare", { env: { MILLRACE_WORKSPACE: "" } }), "workspace.none");
    assert.equal(find("a", { workspace: "../bare" }), "workspace.none");
    assert.equal(find("a", { workspace: "millrace.toml/below" }), "workspace.none");
    assert.equal(find("a", { env: { MILLRACE_WORKSPACE: "../bare" } }), "workspace.none");
  });

  it("takes --config in either place, and refuses one that is none or contradicts --workspace", () => {
    assert.equal(find("bare", { config: "../a/inner ü/millrace-agents/millrace.toml" }), "a/inner ü");
    assert.equal(find("bare", { config: "../a/other.toml" }), "workspace.bad-config");
    assert.equal(find("bare", { config: "millrace.toml" }), "workspace.bad-config");
    assert.equal(find("bare", { config: "../a/millrace.toml", workspace: "../half" }), "workspace.bad-config");
    assert.equal(find("bare", { config: "../a/millrace.toml", workspace: "../a" }), "a");
  });

  it("words every failure with the place and the way on", () => {
    for (const options of [{}, { workspace: "." }, { config: "x.toml" }, { config: "millrace.toml" }]) {
      const found = findWorkspace(diskFs, join(home, "bare"), { env: {}, ...options });
      assert.ok(!found.ok);
      const error = new MillraceError(found.failure.code, found.failure.values);
      assert.match(`${error.message} ${error.fix}`, /(bare|toml)".*millrace/);
    }
  });
});
