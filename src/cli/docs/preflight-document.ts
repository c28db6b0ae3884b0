import { findingCatalogue } from "../../../publish/preflight/catalogue.ts";
import type { FindingEntry } from "../../../publish/preflight/catalogue-entry.ts";

/** docs/preflight.md: everything that a preflight may find. */
export function preflightDocument(): string {
  const entries: [string, FindingEntry][] = Object.entries(findingCatalogue);
  return [
    "# What a preflight looks at",
    "",
    "Made from the catalogue of findings by `bun src/cli/write-docs.ts`; do not edit.",
    "",
    "`millrace publish preflight` tells all that it finds at once. What blocks keeps the tree from being committed; `[publish.rules]` in `millrace.toml` makes a finding",
    "`block`, `warn` or `off` by its code, but for secrets, which are let out one by one with `[[publish.allow_secrets]]`.",
    "",
    "| code | unless ruled otherwise | the rule |",
    "|---|---|---|",
    ...entries.map(([code, { severity, rule }]) => `| \`${code}\` | ${severity} | ${rule} |`),
    "",
  ].join("\n");
}
