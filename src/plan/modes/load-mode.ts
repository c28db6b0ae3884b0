import { nearest } from "../../kernel/nearest.ts";
import type { Fs } from "../../kernel/ports/fs.ts";
import { readToml } from "../../work/toml/read-toml.ts";
import { assetNames } from "../assets/asset-names.ts";
import { findAsset } from "../assets/find-asset.ts";
import { choosingModeSchema, modeSchema } from "../config/schema.ts";
import { validate } from "../config/validate.ts";
import type { PlanProblem } from "../problem.ts";
import { modeAliases } from "./aliases.ts";
import type { Mode } from "./mode.ts";

/** A mode that only says from which others to choose, the first that is ready. */
export interface ChoosingMode {
  id: string;
  candidates: readonly string[];
  /** As messages name it. */
  file: string;
}

export type LoadedMode = { ok: true; mode: Mode } | { ok: true; choosing: ChoosingMode } | { ok: false; problems: PlanProblem[] };

/** Finds a mode by id or alias and reads it. Codes: plan.unknown-mode, plan.bad-mode, config.unknown-key, config.bad-value. */
export async function loadMode(fs: Fs, root: string, name: string): Promise<LoadedMode> {
  const id = modeAliases(fs, root).get(name) ?? name;
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id)) return unknown(fs, root, name);
  const found = findAsset(fs, root, `modes/${id}.toml`);
  if (!found.ok) return found.missing ? unknown(fs, root, name) : bad(found.file, found.problem, found.fix);
  const { text, file, origin } = found.asset;
  const toml = readToml(text.replace(/^\uFEFF/, ""));
  if (!toml.ok) return bad(file, toml.problem, "Mend the TOML there; text values need quotes", toml);
  const { z } = await import("zod");
  if ("choose" in toml.table) {
    const choosing = validate(z, choosingModeSchema(z), toml.table, { file, lines: toml.lines });
    return choosing.ok ? { ok: true, choosing: { id, candidates: choosing.value.choose, file } } : choosing;
  }
  const valid = validate(z, modeSchema(z), toml.table, { file, lines: toml.lines });
  return valid.ok ? { ok: true, mode: { id, values: valid.value, file, origin } } : valid;
}

function unknown(fs: Fs, root: string, name: string): LoadedMode {
  const known = [...assetNames(fs, root, "modes", ".toml").filter((id) => id !== "aliases"), ...modeAliases(fs, root).keys()];
  const near = nearest(name, known);
  const fix = near ? `Did you mean "${near}"?` : `Use one of ${known.join(", ")}, or add millrace-agents/modes/${name}.toml`;
  return { ok: false, problems: [{ code: "plan.unknown-mode", path: "runtime.mode", message: `No mode "${name}"`, fix }] };
}

function bad(file: string, message: string, fix: string, at?: { line: number; column: number }): LoadedMode {
  const place = at ? { line: at.line, column: at.column } : {};
  return { ok: false, problems: [{ code: "plan.bad-mode", path: "", message, fix, file, ...place }] };
}
