import type { PlanProblem } from "../../src/plan/problem.ts";
import type { ManifestEntry } from "./manifest.ts";

export type ParsedManifest =
  | { ok: true; exclude: readonly string[]; entries: readonly ManifestEntry[] }
  | { ok: false; problems: readonly ManifestProblem[] };

/** Something wrong in a manifest: where, what, and what to do, each without a final period. */
export type ManifestProblem = Pick<PlanProblem, "path" | "message" | "fix" | "line" | "column">;
