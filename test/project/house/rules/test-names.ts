import type { Finding } from "../finding.ts";
import type { SourceFile } from "../source-file.ts";

const tiers = /\.(unit|int|harness|e2e|sim)\.test\.ts$/;
const runners = /^(bun:test|node:test)$/;

/** A test is found by the tier in its name, and runs under both runtimes: neither names a runner of its own. */
export const testNames = (files: readonly SourceFile[]): Finding[] =>
  files.flatMap((file) => {
    const { path } = file;
    if (!/[._](test|spec)\.tsx?$/.test(path)) return [];
    if (!tiers.test(path) || !path.startsWith("test/")) {
      const todo = "Name it test/<mirrors the tree>/<name>.(unit|int|harness|e2e|sim).test.ts";
      return [{ rule: "test-name", file: path, line: 0, what: "No tier runs this test", todo }];
    }
    return file.imports
      .filter(({ specifier }) => runners.test(specifier))
      .map(({ specifier, line }) => ({
        rule: "test-runner",
        file: path,
        line,
        what: `"${specifier}" binds the test to one runner`,
        todo: "Import describe and it from @std/testing/bdd",
      }));
  });
