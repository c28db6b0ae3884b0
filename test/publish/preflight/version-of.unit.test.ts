import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { judge } from "../../../publish/preflight/judge.ts";
import { versionFiles, versionOf } from "../../../publish/preflight/version-of.ts";
import { facts } from "../support/facts.ts";

const said: Readonly<Record<string, string>> = {
  "package.json": '{"version":"1.0.1"}',
  "deno.json": '{ /* c */ "version": "1.0.1", }',
  "jsr.json": '{"version":"1.0.1"}',
  "package-lock.json": '{"version":"1.0.1"}',
  "Cargo.toml": '[workspace.package]\nversion = "1.0.1"\n',
  "pyproject.toml": '[project]\nname = "x"\nversion = "1.0.1"\n',
  VERSION: "1.0.1\n",
};

describe("versionOf()", () => {
  for (const path of versionFiles) {
    it(`reads the version in ${path}, and a preflight holds it to the others`, () => {
      assert.deepEqual(versionOf(path, said[path] ?? ""), { version: "1.0.1" });
      const [first, other] = path === "package.json" ? ["package.json", "VERSION"] : [path, "package.json"];
      const text = (one: string) => ({
        before: null,
        after: one === first ? (said[first] ?? "") : one === other ? '{"version":"1.0.0"}' : null,
      });
      const codes = judge(facts({ paths: ["LICENSE", first, other].sort(), text })).map(({ code }) => code);
      assert.ok(codes.includes("manifests.version"), JSON.stringify(codes));
    });
  }

  it("gives null where a file names none, as where a crate takes it from its workspace", () => {
    assert.deepEqual(versionOf("Cargo.toml", "[package]\nversion.workspace = true\n"), { version: null });
    assert.deepEqual(versionOf("pyproject.toml", '[project]\ndynamic = ["version"]\n'), { version: null });
    assert.deepEqual(versionOf("VERSION", " \n"), { version: null });
  });

  it("says where a manifest is malformed", () => {
    const read = versionOf("Cargo.toml", "[package]\nversion = = 1\n");
    assert.ok("problem" in read && read.problem.startsWith("line 2: "), JSON.stringify(read));
    assert.ok("problem" in versionOf("package.json", "{"));
  });
});
