import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { findDeno, installDeno } from "../find-deno.ts";
import { findTests } from "../find-tests.ts";
import { root } from "../root.ts";
import { complaint, runProcess } from "../run-process.ts";
import { failure, type Outcome, outcome, type Step, sum } from "../step.ts";
import { needsBun } from "./needs-bun.ts";
import { runTests } from "./tests.ts";

/** The types as Deno sees them, from the entry on. */
export const denoCheck: Step = {
  name: "deno-check",
  title: "Types under Deno",
  seconds: 180,
  run: (limit) =>
    withDeno(async (deno) => {
      const problem = complaint("deno check", await runProcess([deno, "check", "--quiet", "millrace.ts"], limit), limit);
      return problem ? failure(problem) : outcome({ passed: 1 });
    }),
};

/** The same unit and int tests under Deno, but for those that name Bun. */
export const denoTests = (filters: readonly string[]): Step => ({
  name: "deno",
  title: "Unit and int tests under Deno",
  seconds: 300,
  run: (limit) =>
    withDeno(async (deno) => {
      const all = findTests(["unit", "int"], filters);
      const files = all.filter((file) => !needsBun(readFileSync(join(root, file), "utf8")));
      const notes =
        files.length < all.length
          ? [`${all.length - files.length} files need Bun: ${all.filter((file) => !files.includes(file)).join(", ")}`]
          : [];
      if (files.length === 0) return outcome({ notes: [...notes, "no such files"] });
      const argv = (report: string) => [deno, "test", "-A", "--no-check", `--junit-path=${report}`] as const;
      const runner = { name: "deno test", argv, filesIn: filesThatRan };
      const results = await Promise.all(shares(files).map((share) => runTests(runner, share, limit)));
      return { ...sum(results), notes };
    }),
});

/**
 * The files for each of two processes. Not `--parallel`: that runs two files in one process, where a variable that one sets
 * and a child that one starts are the other's too.
 */
const shares = (files: readonly string[]): string[][] =>
  [0, 1].map((share) => files.filter((_, index) => index % 2 === share)).filter((share) => share.length > 0);

// In Deno's report every test is in the file that called its runner: ours, whatever file the test is in.
const filesThatRan = (output: string): Set<string> =>
  new Set([...output.matchAll(/^running [1-9]\d* tests? from (?:\.\/)?(\S+)$/gm)].map(([, file = ""]) => file));

let found: string | undefined;

async function withDeno(work: (deno: string) => Promise<Outcome>): Promise<Outcome> {
  found ??= findDeno();
  if (!found && process.env.CI !== "true") {
    if (process.env.MILLRACE_TEST_SKIP_DENO === "1") return outcome({ notes: ["NOT RUN: no deno, and MILLRACE_TEST_SKIP_DENO=1"] });
    console.log("No deno on this machine: installing the one that .ci/tools pins");
    found = installDeno();
  }
  return found
    ? work(found)
    : failure("There is no deno: run `npm ci --ignore-scripts` in .ci/tools, or set MILLRACE_TEST_SKIP_DENO=1 to go without (not in CI)");
}
