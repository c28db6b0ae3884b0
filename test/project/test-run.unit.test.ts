import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { readJunit } from "../run/junit.ts";
import { parseOptions } from "../run/options.ts";
import { needsBun } from "../run/steps/needs-bun.ts";

describe("readJunit()", () => {
  it("counts what bun test reports, suites within suites too", () => {
    const report = readJunit(`<?xml version="1.0"?>
<testsuites name="bun test" tests="4">
  <testsuite name="test/a.unit.test.ts" file="test/a.unit.test.ts" tests="4">
    <testsuite name="a" file="test/a.unit.test.ts" line="2" tests="4">
      <testcase name="x" classname="a" time="0" file="test/a.unit.test.ts" assertions="0" />
      <testcase name="x &gt; y" classname="a" file="test/a.unit.test.ts" />
      <testcase name="s &lt;1&gt;" classname="a" file="test/a.unit.test.ts">
        <skipped />
      </testcase>
      <testcase name="z" classname="a" file="test/b.unit.test.ts"><failure type="Error" message="bad">Error: bad&#10;</failure></testcase>
    </testsuite>
  </testsuite>
</testsuites>`);
    assert.deepEqual(
      { ...report, files: [...report.files] },
      { passed: 2, failed: 1, skipped: 1, files: ["test/a.unit.test.ts", "test/b.unit.test.ts"] },
    );
  });
  it("counts of what deno test reports only the innermost", () => {
    const { passed, failed, skipped } = readJunit(`<testsuites name="deno test" tests="6" failures="3">
    <testsuite name="./a.test.ts" tests="2">
        <testcase name="a" classname="./a.test.ts"><failure message="1 test step failed">1 test step failed.</failure></testcase>
        <testcase name="alone" classname="./a.test.ts" time="0.1" line="1" col="1">
        </testcase>
    </testsuite>
    <testsuite name="ext:deno_node/testing.ts" tests="4">
        <testcase name="a &gt; b" classname="x"><failure message="1 test step failed"></failure></testcase>
        <testcase name="a &gt; b &gt; c" classname="x"><failure message="Uncaught Error">bad</failure></testcase>
        <testcase name="a &gt; y" classname="x">
            <skipped/>
        </testcase>
    </testsuite>
</testsuites>`);
    assert.deepEqual({ passed, failed, skipped }, { passed: 1, failed: 1, skipped: 1 });
  });
});

describe("parseOptions()", () => {
  const known = ["unit", "house"];
  it("reads steps and filters, with and without --", () => {
    assert.deepEqual(parseOptions(["--", "--only", "unit,house", "log/"], known), {
      ok: true,
      options: { only: ["unit", "house"], filters: ["log/"] },
    });
    assert.deepEqual(parseOptions(["--only=unit"], known), { ok: true, options: { only: ["unit"], filters: [] } });
    assert.deepEqual(parseOptions([], known), { ok: true, options: { only: [], filters: [] } });
  });
  it("refuses an unknown step, an unknown option and a step that is not named", () => {
    for (const args of [["--only", "nothing"], ["--fast"], ["--only"]]) assert.equal(parseOptions(args, known).ok, false, args.join(" "));
  });
});

describe("needsBun()", () => {
  it("sees Bun in code, in an import, and in the line that says so", () => {
    for (const source of ["await Bun.file(a);", 'import { a } from "bun:sqlite";', "// needs: bun, because it compiles\n"])
      assert.equal(needsBun(source), true);
  });
  it("does not see it in comments, texts and likenesses", () => {
    for (const source of ["// Bun.file", 'const a = "Bun.file";', "myBun.file", "// it needs: bun"])
      assert.equal(needsBun(source), false, source);
  });
});
