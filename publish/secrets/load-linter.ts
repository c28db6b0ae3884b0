import type { lintSource } from "@secretlint/core";
import type { creator } from "@secretlint/secretlint-rule-preset-recommend";

/** The linter and its recommended rules. */
export interface Linter {
  lintSource: typeof lintSource;
  creator: typeof creator;
}

let loading: Promise<Linter> | null = null;

/** Loads `@secretlint` once. Its profiler keeps marks of every rule and every text for good (12 KB for each text), unless it is told not to. */
export function loadLinter(): Promise<Linter> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Linter> {
  const { secretLintProfiler } = await import("@secretlint/profiler");
  secretLintProfiler.setEnabled(false);
  const { lintSource } = await import("@secretlint/core");
  const { creator } = await import("@secretlint/secretlint-rule-preset-recommend");
  return { lintSource, creator };
}
