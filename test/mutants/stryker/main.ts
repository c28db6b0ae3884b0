import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { Stryker } from "@stryker-mutator/core";
import { root } from "../../run/root.ts";
import { parts } from "./parts.ts";
import { type Score, scoreOf } from "./score.ts";
import { writeScore } from "./write-score.ts";

// bun run mutate [-- part…]: mutation testing of the pure code, part by part; the score of each goes into score.json and CONTRIBUTING.md.

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join('", "')}". Known: ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}
process.chdir(root);
const temporary = mkdtempSync(join(tmpdir(), "millrace-mutate-"));
let lowest: Score | null = null;
try {
  for (const [name, { mutate, tests }] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const began = performance.now();
    const results = await new Stryker({
      mutate: [...mutate],
      testRunner: "in-process",
      inProcessTests: tests,
      plugins: [join(import.meta.dirname, "plugin.ts")],
      coverageAnalysis: "perTest",
      concurrency: 1,
      reporters: ["clear-text"],
      clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
      ignorePatterns: ["/docs", "/dist", "/.ci", "/test/e2e", "/test/bench"],
      disableTypeChecks: "{machines,src/state,src/engine}/**/*.ts",
      tempDirName: temporary,
      // TypeScript 7 has no API by which Stryker could rewrite it; Bun needs no rewriting.
      tsconfigFile: "none",
      allowEmpty: true,
      warnings: false,
    }).runMutationTest();
    const score = scoreOf(results);
    if (lowest === null || score.percent < lowest.percent) lowest = score;
    console.log(`${name}: ${score.percent} % of ${score.mutants} mutants found, in ${Math.round((performance.now() - began) / 1000)} s`);
    writeScore(root, name, score);
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
