import { validate } from "../../src/plan/config/validate.ts";
import { lineOf } from "../../src/work/toml/key-lines.ts";
import { readToml } from "../../src/work/toml/read-toml.ts";
import { manifestSchema } from "./manifest-schema.ts";
import type { ParsedManifest } from "./parsed-manifest.ts";
import { type ManifestDraft, settleManifest } from "./settle-manifest.ts";

/** Reads a staging manifest in TOML. Tells every problem at once. */
export async function parseManifest(text: string, file: string): Promise<ParsedManifest> {
  const toml = readToml(text.replace(/^\uFEFF/, ""));
  if (!toml.ok) {
    const { line, column, problem } = toml;
    return { ok: false, problems: [{ path: "", message: problem, fix: "Mend the TOML there; text values need quotes", line, column }] };
  }
  const { z } = await import("zod");
  const { lines } = toml;
  const valid = validate(z, manifestSchema(z), toml.table, { file, lines });
  if (!valid.ok) return valid;
  const { paths = [], optional_paths = [], entries = [], exclude = [] } = valid.value;
  const drafts: ManifestDraft[] = [
    ...paths.map((path) => ({ path, required: true, line: lineOf(lines, ["paths"]) })),
    ...optional_paths.map((path) => ({ path, required: false, line: lineOf(lines, ["optional_paths"]) })),
    ...entries.map((entry, at) => ({ ...entry, line: lineOf(lines, ["entries", at]) })),
  ];
  return settleManifest(drafts, exclude);
}
