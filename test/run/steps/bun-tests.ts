import process from "node:process";
import { findTests, type Tier } from "../find-tests.ts";
import { failure, outcome, type Step } from "../step.ts";
import { runTests } from "./tests.ts";

interface BunTests {
  readonly name: string;
  readonly title: string;
  readonly seconds: number;
  readonly tiers: readonly Tier[];
  /** The longest that one test may take. Bun's own default of 5 s is too short for tests with real processes. */
  readonly testSeconds: number;
  /** Files that run at a time, each in a process of its own. */
  readonly workers: number;
}

/** The tests of some tiers under Bun. */
export const bunTests = ({ name, title, seconds, tiers, testSeconds, workers }: BunTests, filters: readonly string[]): Step => ({
  name,
  title,
  seconds,
  run: async (limit) => {
    const files = findTests(tiers, filters);
    if (files.length === 0)
      return tiers.includes("unit") && filters.length === 0 ? failure("There are no unit tests") : outcome({ notes: ["no such files"] });
    const options = [`--timeout=${testSeconds * 1000}`, `--parallel=${workers}`, "--only-failures", "--reporter=junit"];
    return runTests(
      { name: "bun test", argv: (report) => [process.execPath, "test", ...options, `--reporter-outfile=${report}`] },
      files,
      limit,
    );
  },
});
