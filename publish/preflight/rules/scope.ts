import { matchingPaths } from "../../../src/kernel/matching-paths.ts";
import { ownStatePath } from "../../manifest/own-state.ts";
import type { PreflightFacts } from "../facts.ts";
import { type Finding, finding } from "../finding.ts";

/** Whether a file changes that must not without an operator's grant. Deleting one is no danger. */
export function scopeRule({ settings, changes, earlier }: PreflightFacts): Finding[] {
  const published = [...changes.changes, ...earlier.map(({ change }) => change)];
  const changed = [...new Set(published.filter(({ after }) => after !== null).map(({ path }) => path))];
  const granted = new Set(matchingPaths(settings.granted, changed));
  const forbidden = matchingPaths(settings.forbidden, changed).filter((path) => !granted.has(path));
  return [
    ...forbidden.map((path) => finding("scope.forbidden", { path })),
    ...changed.filter((path) => ownStatePath(path)).map((path) => finding("scope.own-state", { path })),
  ];
}
