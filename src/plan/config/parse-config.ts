import { readToml } from "../../work/toml/read-toml.ts";
import type { PlanProblem } from "../problem.ts";
import { checkConfig } from "./check-config.ts";
import type { Config } from "./config.ts";
import { configSchema } from "./schema.ts";
import { validate } from "./validate.ts";

export type ParsedConfig = { ok: true; config: Config } | { ok: false; problems: PlanProblem[] };

/** Reads the text of `millrace.toml`. Codes: config.malformed, config.unknown-key, config.bad-value, config.secret. */
export async function parseConfig(text: string, file = "millrace.toml"): Promise<ParsedConfig> {
  const toml = readToml(text.replace(/^\uFEFF/, ""));
  if (!toml.ok) {
    const { line, column, problem } = toml;
    const fix = "Mend the TOML there; text values need quotes";
    return { ok: false, problems: [{ code: "config.malformed", path: "", message: problem, fix, file, line, column }] };
  }
  const { z } = await import("zod");
  const source = { file, lines: toml.lines };
  const valid = validate(z, configSchema(z), toml.table, source);
  if (!valid.ok) return valid;
  const config: Config = { file, values: valid.value, lines: toml.lines };
  const problems = checkConfig(config);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config };
}
