import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { inspectRepository } from "../../../publish/git/inspect-repository.ts";
import { Ignores } from "../../../publish/git/isomorphic/ignores.ts";
import { env, type Ground, makeGround } from "./harness.ts";

const names = ["a", "b", "ab", "a.log", "b.tmp", "-x", "B", "a b", "é"];
const paths = names.flatMap((one) => [
  one,
  ...names.flatMap((two) => [`${one}/${two}`, ...["a", "b.tmp"].map((three) => `d/${one}/${two}/${three}`)]),
]);
const piece = fc.oneof(
  fc.constantFrom(
    ...names,
    "*",
    "**",
    "?",
    "*.log",
    "a*",
    "[ab]",
    "[!a]",
    "[a-b]*",
    "*b",
    "\\a",
    "d",
    "[[:upper:]]",
    "[^b]?",
    "a**b",
    "[]a]",
    "[a-",
    "x\\",
  ),
);
const line = fc
  .record({
    not: fc.boolean(),
    start: fc.boolean(),
    pieces: fc.array(piece, { minLength: 1, maxLength: 3 }),
    end: fc.boolean(),
    after: fc.constantFrom("", "", " ", "\\ ", "\r"),
  })
  .map(({ not, start, pieces, end, after }) => `${not ? "!" : ""}${start ? "/" : ""}${pieces.join("/")}${end ? "/" : ""}${after}`);
const file = fc.array(
  fc.oneof({ weight: 8, arbitrary: line }, { weight: 1, arbitrary: fc.constantFrom("", "# a", "\\#a", "\\!a", "!", "/") }),
  { maxLength: 5 },
);

describe("Ignores", () => {
  let ground: Ground;
  beforeEach(() => {
    ground = makeGround();
  });
  afterEach(() => ground.clear());

  it("ignores what `git check-ignore` ignores, for any ignore files", async () => {
    const repo = ground.repo();
    const found = await inspectRepository(repo.root, { env });
    if (found.type !== "repository") throw new Error(found.reason);
    const excludes = join(repo.root, ".git/mine");
    repo.git("config", "core.excludesFile", excludes);
    for (const path of paths.filter((each) => each.startsWith("d/"))) mkdirSync(join(repo.root, dirname(path)), { recursive: true });
    fc.assert(
      fc.property(file, file, file, file, (top, below, own, general) => {
        const write = (path: string, lines: string[]) => writeFileSync(path, lines.join("\n"));
        write(join(repo.root, ".gitignore"), top);
        write(join(repo.root, "d/.gitignore"), below);
        write(join(repo.root, ".git/info/exclude"), own);
        write(excludes, general);
        const ignores = new Ignores({ ...found.facts, excludesFile: excludes });
        const isDirectory = (path: string) => path.startsWith("d/") && path.split("/").length === 3;
        const ours = paths.filter((path) => ignores.isIgnored(path, isDirectory(path)));
        assert.deepEqual(ours, checkIgnored(repo.root, paths), JSON.stringify({ top, below, own, general }));
      }),
      { numRuns: Number(process.env.MILLRACE_TEST_RUNS ?? 60) },
    );
  });
});

import { spawnSync } from "node:child_process";
import { cleanEnv } from "../../delivery/repo.ts";

function checkIgnored(root: string, list: readonly string[]): string[] {
  const { stdout } = spawnSync("git", ["check-ignore", "--no-index", "-z", "--stdin"], {
    cwd: root,
    env: cleanEnv(),
    input: list.map((path) => `${path}\0`).join(""),
  });
  return stdout.toString().split("\0").filter(Boolean);
}
