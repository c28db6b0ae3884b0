import { findingCatalogue } from "../../../publish/preflight/catalogue.ts";
import type { PublishSettings } from "../../../publish/settings.ts";
import { MillraceError } from "../../kernel/errors/millrace-error.ts";
import { matchingPaths } from "../../kernel/matching-paths.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { PlanProblem } from "../../plan/problem.ts";

/** Throws `config.unknown-key` for a rule of no finding, and `config.bad-value` for one that cannot be ruled and for a glob that cannot be read. */
export function checkRules({ rules, forbidden, granted, dependencies }: PublishSettings, file: string): void {
  const known = Object.keys(findingCatalogue);
  for (const code of Object.keys(rules)) {
    const path = `publish.rules."${code}"`;
    if (code.startsWith("secrets."))
      fail({ code: "config.bad-value", path, message: "Secrets are let out one by one", fix: "Use [[publish.allow_secrets]]", file });
    if (known.includes(code)) continue;
    const near = nearest(code, known) ?? known.find((one) => one.endsWith(`.${code}`) || one.startsWith(`${code}.`));
    const fix = near === undefined ? "docs/preflight.md lists them" : `Did you mean "${near}"?`;
    fail({ code: "config.unknown-key", path, message: `The preflight has no finding "${code}"`, fix, file });
  }
  for (const [name, globs] of Object.entries({ forbidden, granted, dependencies: dependencies ?? [] }))
    checkGlobs(`publish.${name}`, globs, file);
}

function checkGlobs(path: string, globs: readonly string[], file: string): void {
  try {
    matchingPaths(globs, []);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    fail({ code: "config.bad-value", path, message: error.message, fix: "Mend the glob", file });
  }
}

function fail(problem: PlanProblem & { code: "config.unknown-key" | "config.bad-value" }): never {
  throw new MillraceError(problem.code, { ...problem });
}
