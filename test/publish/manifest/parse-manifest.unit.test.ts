import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { parseManifest } from "../../../publish/manifest/parse-manifest.ts";
import { parseOlderManifest } from "../../../publish/manifest/parse-older-manifest.ts";

const problems = async (text: string): Promise<string[]> => {
  const parsed = await parseManifest(text, "staging.toml");
  return parsed.ok ? [] : parsed.problems.map(({ message, line }) => `${line ?? "-"} ${message}`);
};

describe("parseManifest()", () => {
  it("reads plain lists and tables, and fills in defaults", async () => {
    const text = `version = 1
paths = ["README.md"]
optional_paths = ["docs/"]
exclude = ["**/*.log"]
[[entries]]
path = "src"
to = "lib"
include = ["**/*.ts"]
ignored = true
`;
    assert.deepEqual(await parseManifest(text, "staging.toml"), {
      ok: true,
      exclude: ["**/*.log"],
      entries: [
        { path: "README.md", to: "README.md", required: true, include: [], exclude: [], ignored: false },
        { path: "docs", to: "docs", required: false, include: [], exclude: [], ignored: false },
        { path: "src", to: "lib", required: true, include: ["**/*.ts"], exclude: [], ignored: true },
      ],
    });
  });

  it("refuses paths that leave the workspace, and tells every one with its line", async () => {
    const paths = ["../a", "/etc/passwd", "C:/x", "a/../b", "a//b", "a\\b", ".git/config", "sub/.GIT"];
    const told = await problems(`version = 1\npaths = ${JSON.stringify(paths)}\n`);
    assert.equal(told.length, paths.length);
    for (const path of paths)
      assert.ok(
        told.some((line) => line.startsWith(`2 The path "${path}"`)),
        path,
      );
    assert.match((await problems('version = 1\npaths = [""]')).join(), /^2 "" is not text/);
  });

  it("refuses Millrace's own state, and allows what an author writes beside it", async () => {
    assert.match((await problems('version = 1\npaths = ["millrace-agents/log"]')).join(), /own state/);
    assert.match((await problems('version = 1\npaths = ["millrace-agents"]')).join(), /own state/);
    assert.deepEqual(await problems('version = 1\npaths = ["millrace-agents/skills"]'), []);
  });

  it("refuses two things in one place, an open brace, another version, and a manifest of nothing", async () => {
    assert.match((await problems('version = 1\npaths = ["a"]\n[[entries]]\npath = "b"\nto = "a"')).join(), /"a" and "b" both go to "a"/);
    assert.match((await problems('version = 1\npaths = ["a"]\nexclude = ["{a"]')).join(), /Cannot use "\{a" as a glob/);
    assert.match((await problems('version = 2\npaths = ["a"]')).join(), /2 is not one of 1/);
    assert.match((await problems("version = 1")).join(), /names nothing/);
    assert.match((await problems("version = ")).join(), /^1 /);
    assert.match((await problems('version = 1\npath = ["a"]')).join(), /Unknown section or key "path"/);
  });
});

describe("parseOlderManifest()", () => {
  it("reads version, paths and optional paths with comments and quotes", () => {
    const text = `# what goes out\nversion: 1\npaths:\n  - agents # all\n  - "README.md"\n  - 'C# notes.md'\noptional_paths:\n- docs/x.md\n`;
    const parsed = parseOlderManifest(text);
    assert.ok(parsed.ok);
    assert.deepEqual(
      parsed.entries.map(({ path, required }) => [path, required]),
      [
        ["agents", true],
        ["README.md", true],
        ["C# notes.md", true],
        ["docs/x.md", false],
      ],
    );
  });

  it("refuses any other key or line, with its number", () => {
    const parsed = parseOlderManifest("version: 1\npaths:\n  - a\nexcludes:\n  - b\n");
    assert.ok(!parsed.ok);
    assert.deepEqual([parsed.problems[0]?.line, parsed.problems[0]?.message], [4, '"excludes:" is not understood']);
  });
});
