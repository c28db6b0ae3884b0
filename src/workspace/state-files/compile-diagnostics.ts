import type { State } from "../../state/state.ts";
import { isoTime } from "./iso-time.ts";
import type { PlanFacts } from "./plan-facts.ts";

/** `compile_diagnostics.json` (reference, millrace-0.12 section 5.3): what the last compilation found. */
export function compileDiagnostics(state: State, plan: PlanFacts): unknown {
  const text = ({ code, path, message }: { code: string; path: string; message: string }): string =>
    `${code}: ${path === "" ? "" : `${path}: `}${message}`;
  return {
    schema_version: "1.0",
    kind: "compile_diagnostics",
    ok: state.planProblems.length === 0 && state.plan !== null,
    mode_id: plan.mode,
    errors: state.planProblems.map(text),
    warnings: plan.warnings.map(text),
    emitted_at: isoTime(state.time),
  };
}
