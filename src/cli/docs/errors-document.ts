import { catalogue } from "../../kernel/errors/catalogue.ts";
import type { CatalogueEntry } from "../../kernel/errors/catalogue-entry.ts";

/** docs/errors.md: every stable error code, with its values as `<name>`. */
export function errorsDocument(): string {
  const entries: [string, CatalogueEntry][] = Object.entries(catalogue);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    "# Error codes",
    "",
    "Made from the error catalogue by `bun src/cli/write-docs.ts`; do not edit.",
    "",
    "Programs tell failures apart by their code, which never gets another meaning. The texts may change.",
    "",
    "| code | exit | what it says | what to do |",
    "|---|---|---|---|",
    ...sorted.map(([code, { exit, says, then }]) => `| \`${code}\` | ${exit} | ${cell(says(named))} | ${cell(then?.(named) ?? "")} |`),
    "",
  ].join("\n");
}

/** Every value is its own name. */
const named = new Proxy({} as Record<string, unknown>, { get: (_, name) => `<${String(name)}>` });

function cell(text: string): string {
  return text.replace(/[|<>]/g, (character) => `\\${character}`).replaceAll("\n", " ");
}
